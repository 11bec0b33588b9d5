/** Jobs in PostgreSQL: an event, its decision and what follows from it are one transaction. */
package io.reelmill.gateway.store;
