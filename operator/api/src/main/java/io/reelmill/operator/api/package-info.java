/** The resources that people apply, and what the API server checks of them. */
package io.reelmill.operator.api;
