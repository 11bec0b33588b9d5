package io.reelmill.gateway.api;

import java.util.List;

/** A list in an object, so that fields can be added beside it. */
record Items<T>(List<T> items) {}
