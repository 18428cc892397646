package jacobi.cpu.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 255, 256, 257, 320, 321, 384, 511, 512, 513, 4095, 4097, 1 << 20, (1 << 20) + 1, 5L << 40})
    void sizesAreRoundedUpByAQuarterAtMost(long bytes) {
        long size = Workspace.size(Workspace.shelf(bytes));
        assertTrue(size >= bytes, size + " holds " + bytes);
        assertTrue(size <= Math.max(256, bytes + bytes / 4 + 64), size + " is near " + bytes);
        assertEquals(0, size % 64);
        if (bytes > 256) assertTrue(Workspace.size(Workspace.shelf(bytes) - 1) < bytes, "and no smaller shelf would do");
    }

    @Test void aBlockIsAlignedWritableAndLentAgain() {
        long address;
        try (Workspace.Block block = Workspace.take(12_345)) {
            address = block.address();
            assertEquals(0, address % 64);
            assertTrue(block.bytes() >= 12_345);
            block.segment().fill((byte) 7);
            assertEquals(7, block.segment().get(ValueLayout.JAVA_BYTE, block.bytes() - 1));
            try (Workspace.Block other = Workspace.take(12_345)) {
                assertNotEquals(address, other.address());
            }
        }
        try (Workspace.Block again = Workspace.take(12_345); Workspace.Block second = Workspace.take(12_345)) {
            assertTrue(again.address() == address || second.address() == address);
        }
    }

    @Test void closingTwiceGivesBackOnce() {
        Workspace.Block block = Workspace.take(777_777);
        block.close();
        block.close();
        try (Workspace.Block one = Workspace.take(777_777); Workspace.Block two = Workspace.take(777_777)) {
            assertNotEquals(one.address(), two.address());
        }
    }

    @Test void trimmingReturnsWhatIsIdle() {
        Workspace.take(3 << 20).close();
        assertTrue(Workspace.idleBytes() >= 3 << 20);
        Workspace.trim();
        assertEquals(0, Workspace.idleBytes());
    }

    @Test void aNegativeSizeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Workspace.take(-1));
    }

    @Test void whatTheSystemDoesNotHaveIsAPlainError() {
        var error = assertThrows(OutOfMemoryError.class, () -> Workspace.take(1L << 55));
        assertTrue(error.getMessage().contains("bytes for temporaries"), error.getMessage());
    }

    @Test void threadsNeverShareABlock() throws Exception {
        Callable<Integer> task = () -> {
            int wrong = 0;
            for (int i = 0; i < 20_000; i++) {
                try (Workspace.Block block = Workspace.take(1000)) {
                    var segment = block.segment();
                    long mine = Thread.currentThread().threadId();
                    segment.set(ValueLayout.JAVA_LONG, 0, mine);
                    Thread.onSpinWait();
                    if (segment.get(ValueLayout.JAVA_LONG, 0) != mine) wrong++;
                }
            }
            return wrong;
        };
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> wrong : pool.invokeAll(Collections.nCopies(4, task))) assertEquals(0, wrong.get());
        }
    }
}
