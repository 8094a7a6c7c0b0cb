package io.elemental.seedimage.reconcile.common;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A task that runs beside its starter. Closing waits for its end. */
public final class BackgroundTask<T> implements AutoCloseable {

    /** Who runs tasks: virtual threads, unless a test wants them one after the other. */
    public static final ScopedValue<Executor> EXECUTOR = ScopedValue.newInstance();

    private final FutureTask<T> task;

    private BackgroundTask(Supplier<T> work) {
        task = new FutureTask<>(work::get);
        EXECUTOR.orElse(Thread::startVirtualThread).execute(task);
    }

    public static <T> BackgroundTask<T> start(Supplier<T> work) {
        return new BackgroundTask<>(work);
    }

    /** Its result; throws what the task threw. */
    public T join() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("it ended badly", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            task.get();
        } catch (ExecutionException _) { // told by join
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
