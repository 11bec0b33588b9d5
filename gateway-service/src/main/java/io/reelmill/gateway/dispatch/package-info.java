/** Decides whose turn it is: releases waiting work to the queues only as far as workers will soon take it. */
package io.reelmill.gateway.dispatch;
