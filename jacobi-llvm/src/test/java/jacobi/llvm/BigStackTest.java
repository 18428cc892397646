package jacobi.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BigStackTest {
    private static int depth(int n) {
        return n == 0 ? 0 : 1 + depth(n - 1);
    }

    @Test void deepRecursionFits() {
        assertEquals(200_000, BigStack.call(() -> depth(200_000)));
    }

    @Test void exceptionsComeOutAsTheyAre() {
        var failure = new LlvmError("no");
        assertSame(failure, assertThrows(LlvmError.class, () -> BigStack.call(() -> { throw failure; })));
    }

    @Test void aTaskWithinATaskStaysOnItsThread() {
        assertTrue(BigStack.call(() -> {
            Thread outer = Thread.currentThread();
            return BigStack.call(() -> Thread.currentThread() == outer);
        }));
    }

    @Test void anInterruptIsKeptForLater() {
        Thread.currentThread().interrupt();
        int result = BigStack.call(() -> 1);
        assertEquals(1, result);
        assertTrue(Thread.interrupted());
    }
}
