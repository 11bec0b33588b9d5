/** What holds for the operator as a whole: which definitions it works with, and that only one of several acts. */
package io.reelmill.operator.lead;
