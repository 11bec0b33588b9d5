/** Proves a result before it is published: figures of the published file and pictures of every chunk against the source. */
package io.reelmill.merge.verify;
