/** What callers send, checked completely and turned into what a job is to do; pure, so that every rule is a table row. */
package io.reelmill.gateway.requests;
