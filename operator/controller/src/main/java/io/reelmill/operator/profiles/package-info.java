/** Keeps a profile while an unfinished job names it. */
package io.reelmill.operator.profiles;
