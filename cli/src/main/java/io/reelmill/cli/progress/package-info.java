/** Bars, rates and times for people: pure rendering, and the one class that draws. */
package io.reelmill.cli.progress;
