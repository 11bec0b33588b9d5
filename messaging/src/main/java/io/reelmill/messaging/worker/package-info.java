/** The life of a worker: it takes a record, claims it, runs it, reports, and acknowledges last. */
package io.reelmill.messaging.worker;
