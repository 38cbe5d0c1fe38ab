package io.ordermig.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Work that may take only so long, although nobody can stop it. */
final class Bounded {

    private Bounded() {}

    /**
     * Does the work on a thread of its own, which is left alone when the time is up.
     *
     * @return the result; empty when it did not come in time
     */
    static <T> Optional<T> within(Duration limit, String name, Supplier<T> work) {
        FutureTask<T> result = new FutureTask<>(work::get);
        Thread thread = new Thread(result, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        try {
            return Optional.of(result.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            thread.interrupt();
            return Optional.empty();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
