/** What the gateway's tests share: real servers, workers made of nothing, and jobs told in one line. */
package io.reelmill.gateway.testing;
