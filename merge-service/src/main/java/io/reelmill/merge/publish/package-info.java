/** Stores verified files and, last, the report on them. */
package io.reelmill.merge.publish;
