/** The whole system as pods on a real node, where the kernel kills what outgrows its container. */
package io.reelmill.e2e.node;
