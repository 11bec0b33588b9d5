/** Memory for work: how much of the machine it is, and the cgroups that hold each worker to its share. */
package io.reelmill.stack.memory;
