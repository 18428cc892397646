package jacobi.core;

import static org.junit.jupiter.api.Assertions.*;

import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryTest {
    @Test void sizeClassesHoldTheirSizesAndWasteAnEighth() {
        for (long n = 1025; n < 1L << 40; n += 1 + n / 97) {
            long size = Memory.size(Memory.sizeClass(n));
            assertTrue(size >= n && size <= n + n / 8 + 1 && size % 64 == 0, () -> "a wrong class of " + size);
            assertEquals(Memory.sizeClass(n), Memory.sizeClass(size));
        }
    }

    @Test void largeBuffersAreAlignedAndReused() {
        var first = Buffer.allocate(100_000);
        long address = first.segment().address();
        assertEquals(0, address % 64);
        assertEquals(100_000, first.segment().byteSize());
        first.close();
        try (var second = Buffer.allocate(100_000)) {
            assertEquals(address, second.segment().address());
        }
    }

    @Test void useAfterCloseIsAnError() {
        for (long n : new long[] {8, 100_000}) {
            var x = Array.zeros(n);
            x.close();
            x.close();
            var error = assertThrows(ResourceError.class, x::sum);
            assertTrue(error.getMessage().contains("used after it was closed"), error.getMessage());
            assertThrows(ResourceError.class, x::toDoubleArray);
            assertThrows(ResourceError.class, () -> x.reshape(2, n / 2));
        }
    }

    @Test void sharedMemoryLivesUntilAllHaveClosed() {
        var x = Array.full(3, 1000);
        var y = x.reshape(10, 100);
        long before = Buffer.bytesInUse();
        x.close();
        assertEquals(before, Buffer.bytesInUse());
        assertEquals(3000, y.sum().item());
        y.close();
        assertTrue(Buffer.bytesInUse() < before);
    }

    @Test void aLeaseOutlivesClose() {
        var b = Buffer.allocate(50_000);
        var segment = b.segment();
        segment.set(ValueLayout.JAVA_LONG, 0, 42);
        b.lease();
        b.close();
        try (var other = Buffer.allocate(50_000)) {
            assertNotEquals(segment.address(), other.segment().address());
        }
        assertEquals(42, segment.get(ValueLayout.JAVA_LONG, 0));
        assertThrows(ResourceError.class, b::lease);
        b.release();
    }

    @Test void aHundredThousandArraysLeaveMemoryFlat() {
        long before = Buffer.bytesInUse();
        for (int i = 0; i < 100_000; i++) assertEquals(3, Array.full(3, 2000).get(1999).item());
        assertTrue(Buffer.bytesInUse() - before < 1200L << 20, () -> Buffer.bytesInUse() + " bytes in use");
        long most = Buffer.bytesInUse() + Buffer.bytesKept();
        for (int i = 0; i < 100_000; i++) {
            try (var x = Array.full(3, 2000)) {
                assertEquals(3, x.get(0).item());
            }
        }
        assertTrue(Buffer.bytesInUse() + Buffer.bytesKept() <= most + (8 << 20));
    }

    @Test void closingWhileOthersReadIsSafe() throws InterruptedException {
        var shared = new AtomicReference<>(Array.full(1, 4000));
        var stop = new CountDownLatch(1);
        var wrong = new AtomicReference<Throwable>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 3; i++) threads.add(Thread.ofPlatform().start(() -> {
            while (stop.getCount() > 0) {
                try {
                    double sum = shared.get().sum().item();
                    if (sum % 4000 != 0) wrong.set(new AssertionError(sum));
                } catch (ResourceError closed) {
                    Thread.onSpinWait();
                }
            }
        }));
        for (int i = 2; i < 3000; i++) shared.getAndSet(Array.full(i, 4000)).close();
        stop.countDown();
        for (var t : threads) assertTrue(t.join(java.time.Duration.ofSeconds(20)));
        assertNull(wrong.get());
    }

    @Test void limitsAreRead() {
        assertEquals(8L << 30, MemoryLimit.parse("8G"));
        assertEquals(12345, MemoryLimit.parse("12345"));
        assertThrows(DomainError.class, () -> MemoryLimit.parse("many"));
        assertThrows(DomainError.class, () -> MemoryLimit.parse("9999999999T"));
        assertThrows(DomainError.class, () -> MemoryLimit.parse("0"));
    }

    /** Run by the test below, with a limit of 200 MiB. */
    static final class Hoarder {
        public static void main(String... args) {
            for (int i = 0; i < 100; i++) Array.zeros(1 << 20).get(0).item();
            var kept = new ArrayList<Array>();
            try {
                while (kept.size() < 1000) kept.add(Array.zeros(1 << 20));
            } catch (ResourceError e) {
                System.out.println(kept.size() + " " + e.getMessage());
            }
            kept.forEach(Array::close);
            System.out.println("again " + Array.zeros(1 << 20).sum().item());
        }
    }

    @Test void beyondTheLimitIsAPlainError() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-Xmx256m", "-Djacobi.memory.limit=200M", "-cp",
                System.getProperty("java.class.path"), Hoarder.class.getName())
                .redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0, output);
        assertTrue(output.contains("there is no memory for an array"), output);
        assertTrue(output.contains("mend      close arrays"), output);
        assertTrue(output.contains("again 0.0"), output);
        int kept = Integer.parseInt(output.substring(0, output.indexOf(' ')));
        assertTrue(kept >= 20 && kept <= 25, output);
    }
}
