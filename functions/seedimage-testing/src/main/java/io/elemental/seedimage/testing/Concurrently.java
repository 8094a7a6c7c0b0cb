package io.elemental.seedimage.testing;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does several things at the same time. */
public final class Concurrently {

    private static final int LIMIT = 16;

    private Concurrently() {}

    /** Does the task with every input, up to 16 at the same time; returns what it returned, in the inputs' order. */
    public static <I, T> List<T> forEach(Collection<I> inputs, Function<? super I, ? extends T> task) {
        var start = new CountDownLatch(1);
        var places = new Semaphore(LIMIT);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = inputs.stream()
                    .map(input -> threads.<T>submit(() -> {
                        start.await();
                        places.acquire();
                        try {
                            return task.apply(input);
                        } finally {
                            places.release();
                        }
                    }))
                    .toList();
            start.countDown();
            return running.stream().map(Concurrently::result).toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a task failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
