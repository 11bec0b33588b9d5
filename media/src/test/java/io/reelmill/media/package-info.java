/** Clips whose every frame carries its number, and what they are when decoded: for tests of this and of other modules. */
package io.reelmill.media;
