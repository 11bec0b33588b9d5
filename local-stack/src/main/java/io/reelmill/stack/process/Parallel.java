package io.reelmill.stack.process;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Does the same to several things at the same time. */
public final class Parallel {

    private Parallel() {}

    /**
     * Does it to each, on a thread each, and returns when all are done.
     *
     * @throws RuntimeException the first failure, once all have ended
     */
    public static <T> void forEach(Collection<T> things, Consumer<T> action) {
        List<CompletableFuture<Void>> all = things.stream()
                .map(thing -> CompletableFuture.runAsync(
                        () -> action.accept(thing), task -> new Thread(task, "parallel-" + thing).start()))
                .toList();
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
