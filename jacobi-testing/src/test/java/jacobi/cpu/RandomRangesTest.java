package jacobi.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.core.*;
import jacobi.testing.Derived;
import jacobi.testing.RandomProgram;
import jacobi.testing.Watched;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Numbers lie where {@link Ranges} says, each value of random programs. In the compiler's package, but among these tests: its own
 * are built before there are random programs.
 */
class RandomRangesTest {
    @ParameterizedTest @MethodSource("jacobi.testing.RandomLoopsTest#seeds")
    void programs(long seed) { holds(RandomProgram.withLoops(seed, 8, 300)); }

    @ParameterizedTest @MethodSource("jacobi.testing.RandomLoopsTest#seeds")
    void batches(long seed) { holds(Derived.batch(RandomProgram.withLoops(seed, 8, 300), seed)); }

    private static void holds(RandomProgram p) {
        for (var q : new Program[] {Simplify.program(Inline.program(p.program())), Pipeline.prepare(p.program())}) try {
            var ranges = Ranges.of(q);
            Watched.run(q, p.arguments(), (v, x) -> holds(ranges.of(v), v, x));
        } catch (IndexError outside) {
            continue;                                    // all up to there was looked at
        }
    }

    private static void holds(Range range, Var v, Array x) {
        if (x.dtype().isComplex()) return;
        for (double d : x.convert(DType.F64).toDoubleArray())
            assertTrue(!(d < range.low() || d > range.high()), () -> "%s of %s is not in %s".formatted(d, v.type(), range));
    }
}
