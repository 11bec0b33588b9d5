/** The operator as a process of its own, and a gateway that only pretends. */
package io.reelmill.operator.testing;
