/** The merge worker: takes a job's finished encodes and turns them into verified, published files. */
package io.reelmill.merge;
