/** The messages between services, as versioned records. */
package io.reelmill.common.message;
