package programs;

import static jacobi.Jacobi.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.List;
import jacobi.core.Array;
import jacobi.core.Buffer;
import jacobi.core.IndexError;
import jacobi.core.JacobiError;
import jacobi.core.ResourceError;
import jacobi.core.TypeError;
import org.junit.jupiter.api.Test;

/** Arguments that a caller gives away. */
class DonationTest {
    private static final int N = 100_000;

    record Weights(Array w, Array b) {}

    private static Weights step(Weights now, double rate) {
        return new Weights(now.w.times(1 - rate), now.b.times(1 - rate));
    }

    @Test void manyStepsTakeTheMemoryOfOne() {
        var step = jit((Weights now) -> step(now, 0.5)).donating(0);
        var weights = step.apply(new Weights(Array.ones(N), Array.ones(3)));
        long before = Buffer.bytesInUse();
        for (int i = 0; i < 10; i++) weights = step.apply(weights);
        assertEquals(before, Buffer.bytesInUse(), "other arrays of the process do not change meanwhile");
        assertEquals(Math.scalb(1.0, -11), weights.w.get(N - 1).item());
        assertEquals(Math.scalb(1.0, -11), weights.b.get(2).item());
    }

    /** Large or small, written over or not: what was donated is not used again. */
    @Test void donatedArraysAreClosed() {
        Array large = Array.ones(N), small = Array.ones(3), other = Array.ones(N);
        jit((Weights x, Array y) -> x.w.plus(y).sum().plus(x.b.sum())).donating(0).apply(new Weights(large, small), other);
        assertThrows(ResourceError.class, large::sum);
        assertThrows(ResourceError.class, small::sum);
        assertEquals(N, other.sum().item());
    }

    @Test void theOtherArgumentsAreNot() {
        Array x = Array.ones(N), y = Array.ones(N), z = Array.ones(N);
        var f = jit((Array a, Array b, Array c) -> List.of(a.plus(b), b.plus(c))).donating(0).donating(2);
        assertEquals(2.0, f.apply(x, y, z).get(1).get(5).item());
        assertThrows(ResourceError.class, x::sum);
        assertThrows(ResourceError.class, z::sum);
        assertEquals(N, y.sum().item());
    }

    @Test void whatIsReturnedAsItCameIsThere() {
        for (int n : new int[] {1, N}) {
            var f = jit((Array x) -> List.of(x, x)).donating(0);
            var given = f.apply(Array.ones(n));
            assertEquals(2.0 * n, given.get(0).sum().item() + given.get(1).sum().item());
        }
    }

    @Test void captured() {
        Array c = Array.ones(N);
        var f = jit((Array x) -> x.plus(c)).donating(0);
        assertEquals(2.0, f.apply(c).get(7).item());
        assertThrows(ResourceError.class, () -> f.apply(Array.ones(N)), "the capture was given away");
    }

    @Test void viewsStay() {
        Array x = Array.ones(N), rows = x.reshape(N / 10, 10);
        assertEquals(3.0, jit((Array y) -> y.times(3)).donating(0).apply(x).get(0).item());
        assertEquals(N, rows.sum().item());
    }

    /** Inside a transformation nothing is given away: the values are needed for the derivative. */
    @Test void withinOtherFunctions() {
        var f = jit((Array x) -> x.square().sum()).donating(0);
        Array x = Array.ones(N);
        assertEquals(2.0, grad(f).apply(x).get(3).item());
        assertEquals(2.0, vmap(jit((Array y) -> y.plus(1)).donating(0)).apply(x).get(3).item());
        assertEquals(N, jit((Array y) -> f.apply(y)).apply(x).item());
        assertEquals(N, x.sum().item());
    }

    @Test void badIndicesAreFoundAndNothingCrashes() {
        var f = jit((Array x, Array i) -> x.plus(1).take(i, 0).plus(x)).donating(0);
        assertThrows(IndexError.class, () -> f.apply(Array.ones(N), Array.of(N)));
        assertEquals(3.0, f.apply(Array.ones(N), Array.of(N - 1)).get(1).item());
    }

    @Test void positions() {
        var f = jit((Array x, Array y) -> x.plus(y));
        for (int p : new int[] {-1, 2}) {
            var error = assertThrows(IndexError.class, () -> f.donating(0, p));
            assertTrue(error.getMessage().contains("positions from 0 to 1"), error.getMessage());
        }
        assertThrows(TypeError.class, () -> f.donating((int[]) null));
        assertEquals(2.0, f.donating().apply(Array.of(1.0), Array.of(1.0)).item());
    }

    /** Each thread gives its own arrays away; one array that all have is lost to the others, and read whole or not at all. */
    @Test void manyThreads() {
        var f = jit((Array x) -> x.plus(1)).donating(0);
        var shared = Array.ones(N);
        var sums = Arrays.stream(new int[64]).parallel().mapToDouble(_ -> {
            Array own = f.apply(f.apply(Array.ones(N)));
            try {
                assertEquals(2.0 * N, f.apply(shared).sum().item());
            } catch (JacobiError lost) {
                assertInstanceOf(ResourceError.class, lost);
            }
            return own.sum().item();
        }).toArray();
        for (double s : sums) assertEquals(3.0 * N, s);
    }
}
