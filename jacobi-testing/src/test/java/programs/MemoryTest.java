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

    private static void flat(int rounds, Runnable call) throws IOException {
        for (int i = 0; i < rounds / 5; i++) call.run();
        long before = resident();
        for (int i = 0; i < rounds; i++) call.run();
        long after = resident();
        assertTrue(after - before < 80, "resident memory grew from %d to %d MiB".formatted(before, after));
    }

    @Test void aHundredThousandSmallCalls() throws IOException {
        var f = jit((List<Array> x) -> List.of(x.get(0).plus(x.get(1)), x.get(0).times(2)));
        var x = List.of(Array.of(1.0, 2.0, 3.0), Array.of(4.0, 5.0, 6.0));
        flat(100_000, () -> f.apply(x));
    }

    /** Two megabytes a call, never closed: 40 GB in all. */
    @Test void largeResultsThatAreDropped() throws IOException {
        var f = jit((Array x) -> x.times(2));
        var x = Array.ones(250_000);
        flat(20_000, () -> f.apply(x));
    }

    @Test void eagerGradients() throws IOException {
        var g = grad((Array x) -> x.sin().times(x).sum());
        var x = Array.ones(2_000);
        flat(10_000, () -> g.apply(x));
    }

    /** A fresh closure each time is recorded each time, and leaves nothing behind. */
    @Test void closuresThatAreDropped() throws IOException {
        flat(2_000, () -> {
            var c = Array.of(3.0);
            jit((Array x) -> x.times(c)).apply(Array.of(2.0));
        });
    }
}
