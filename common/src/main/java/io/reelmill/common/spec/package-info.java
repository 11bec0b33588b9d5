/** What a person asks for: a source, outputs and how to treat them. */
package io.reelmill.common.spec;
