package programs;

import static jacobi.Jacobi.*;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jacobi.core.Array;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Nothing grows: neither with calls, nor with arrays that are dropped without being closed. */
class MemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** The resident memory of this process in MiB, after a collection. */
    private static long resident() throws IOException {
        Assumptions.assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
        System.gc();
        var line = Files.readAllLines(STATUS).stream().filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }

    /** @param slack MiB by which resident memory may differ: what the pool keeps, and what waits to be collected */
    private static void flat(int rounds, long slack, Runnable call) throws IOException {
        for (int i = 0; i < rounds / 3; i++) call.run();
        long before = resident();
        for (int i = 0; i < rounds; i++) call.run();
        long after = resident();
        assertTrue(after - before < slack, "resident memory grew from %d to %d MiB".formatted(before, after));
    }

    @Test void aHundredThousandSmallCalls() throws IOException {
        var f = jit((List<Array> x) -> List.of(x.get(0).plus(x.get(1)), x.get(0).times(2)));
        var x = List.of(Array.of(1.0, 2.0, 3.0), Array.of(4.0, 5.0, 6.0));
        flat(100_000, 50, () -> f.apply(x));
    }

    /** Two megabytes a call, never closed: 40 GB in all, of which at most 1 GB may be in use. */
    @Test void largeResultsThatAreDropped() throws IOException {
        var f = jit((Array x) -> x.times(2));
        var x = Array.ones(250_000);
        flat(20_000, 300, () -> f.apply(x));
    }

    /** Some twenty arrays of 16 kB a call. */
    @Test void eagerGradients() throws IOException {
        var g = grad((Array x) -> x.sin().times(x).sum());
        var x = Array.ones(2_000);
        flat(10_000, 300, () -> g.apply(x));
    }

    /** A fresh closure each time is recorded each time, and leaves nothing behind. */
    @Test void closuresThatAreDropped() throws IOException {
        flat(2_000, 100, () -> {
            var c = Array.of(3.0);
            jit((Array x) -> x.times(c)).apply(Array.of(2.0));
        });
    }
}
