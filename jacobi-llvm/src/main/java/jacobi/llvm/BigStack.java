package jacobi.llvm;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs native code that recurses deeply, or keeps large arrays on its stack, on threads with 64 MiB of it: a Java thread has
 * about one, and native code that overruns it ends the process.
 */
public final class BigStack {
    private static final long BYTES = 64L << 20;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int MOST = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final ThreadPoolExecutor THREADS = threads();

    private BigStack() {}

    /** No more threads than processors: the allocator keeps memory for each. They leave when nothing was asked for a while. */
    private static ThreadPoolExecutor threads() {
        var threads = new ThreadPoolExecutor(MOST, MOST, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BigThread::new);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** One thread of the pool; a task that asks for a big stack on it already has one. */
    private static final class BigThread extends Thread {
        BigThread(Runnable work) {
            super(null, work, "jacobi-deep-" + COUNT.incrementAndGet(), BYTES, false);
            setDaemon(true);
        }
    }

    /** Runs {@code task} on a big stack and waits for it, interrupts kept for later. Unchecked exceptions come out as such. */
    public static <T> T call(Callable<T> task) {
        if (Thread.currentThread() instanceof BigThread) return callHere(task);
        return await(THREADS.submit(task));
    }

    private static <T> T callHere(Callable<T> task) {
        try {
            return task.call();
        } catch (Exception e) {
            throw unchecked(e);
        }
    }

    private static <T> T await(Future<T> result) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unchecked(e.getCause());
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) throw error;
        return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }
}
