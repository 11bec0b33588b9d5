/** One attempt while it runs: its threads and child processes, which all end when it is stopped, and its time limit. */
package io.reelmill.merge.attempt;
