package programs;

import static jacobi.Jacobi.jit;
import static org.junit.jupiter.api.Assertions.*;

import java.util.concurrent.CancellationException;
import jacobi.F1;
import jacobi.core.Array;
import jacobi.lax.Lax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop that would never end ends when its thread is interrupted. */
class InterruptTest {
    private static final F1<Array, Array> FOREVER = x -> Lax.whileLoop(c -> c.gt(0.0), c -> c.plus(1), x);

    private static void interrupted(F1<Array, Array> f) {
        var caller = Thread.currentThread();
        var other = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            caller.interrupt();
        });
        try {
            assertThrows(CancellationException.class, () -> f.apply(Array.of(1.0)));
        } finally {
            assertTrue(Thread.interrupted(), "the thread stays interrupted");
        }
        assertDoesNotThrow(() -> other.join());
        assertEquals(3.0, jit((Array x) -> Lax.foriLoop(0, 2, (i, c) -> c.plus(1), x)).apply(Array.of(1.0)).item(),
                "the next call is not disturbed");
    }

    @Test @Timeout(60) void compiled() { interrupted(jit(FOREVER)); }

    @Test @Timeout(60) void eager() { interrupted(FOREVER); }
}
