package programs;

import static jacobi.Jacobi.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jacobi.F1;
import jacobi.core.Array;
import jacobi.lax.Lax;
import org.junit.jupiter.api.Test;

/** One function, many threads. */
class ConcurrencyTest {
    private static final int THREADS = 8;

    /** Runs a task on all threads at once; the first failure fails the test. */
    private static void together(Callable<?> task) throws Exception {
        var start = new CyclicBarrier(THREADS);
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < THREADS; i++) running.add(pool.submit(() -> {
                start.await();
                return task.call();
            }));
            for (var r : running) r.get();
        }
    }

    private static double expected(double x) { return Math.pow(x, 20) + 20 * x; }

    @Test void oneJittedFunctionFromManyThreads() throws Exception {
        F1<Array, Array> f = jit((Array x) -> Lax.foriLoop(0, 20, (i, c) -> c.times(x), Array.onesLike(x)).plus(x.times(20))
                .sum());
        together(() -> {
            for (int k = 1; k <= 200; k++) {
                double x = 1 + k * 1e-3;
                assertEquals(expected(x), f.apply(Array.of(x)).item(), 1e-9 * expected(x));
            }
            return null;
        });
    }

    /** Different shapes at once: each is recorded and compiled once, by whoever comes first. */
    @Test void formsAreMadeWhileOthersRun() throws Exception {
        F1<Array, Array> f = jit(grad((Array x) -> x.square().times(x).sum()));
        together(() -> {
            for (int n = 1; n <= 12; n++) {
                var g = f.apply(Array.full(2.0, n)).toDoubleArray();
                assertEquals(n, g.length);
                for (double v : g) assertEquals(12, v, 1e-12);
            }
            return null;
        });
    }

    /** Large results come from a pool that all threads share. */
    @Test void largeArraysOfManyThreadsStayApart() throws Exception {
        F1<Array, Array> f = jit((Array x) -> x.plus(1));
        together(() -> {
            double own = Thread.currentThread().threadId();
            for (int k = 0; k < 50; k++) {
                try (var x = Array.full(own + k, 20_000); var y = f.apply(x)) {
                    for (double v : y.toDoubleArray()) assertEquals(own + k + 1, v);
                }
            }
            return null;
        });
    }

    @Test void aTracerBelongsToItsThread() throws Exception {
        var error = assertThrows(RuntimeException.class, () -> jit((Array x) -> {
            var seen = new Array[1];
            var thrown = new RuntimeException[1];
            var other = new Thread(() -> {
                try {
                    seen[0] = x.plus(1);
                } catch (RuntimeException e) {
                    thrown[0] = e;
                }
            });
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (thrown[0] != null) throw thrown[0];
            return seen[0];
        }).apply(Array.of(1.0)));
        assertTrue(error.getMessage().contains("another thread"), error.getMessage());
    }
}
