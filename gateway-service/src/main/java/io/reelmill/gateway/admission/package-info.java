/** Whether there is room for one more job. */
package io.reelmill.gateway.admission;
