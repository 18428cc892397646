package jacobi.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.ValueLayout;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.cpu.runtime.ThreadPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs of loops within loops, and what transformations make of them: code computes what the interpreter does, and the same
 * bits on any number of threads. Other {@link Seeds} hunt for what nobody thought of.
 */
class RandomLoopsTest {
    private static final int LENGTH = 8;
    /** From arrays that no threads share to those that they do. */
    private static final long[] LARGEST = {300, 3000, 30_000};

    static Stream<Long> seeds() { return Seeds.upTo(6); }

    /** @param smaller how much smaller arrays are than they might be, for programs of many examples, and that keep all rounds */
    private static RandomProgram program(long seed, long smaller) {
        return RandomProgram.withLoops(seed, LENGTH, LARGEST[(int) (seed % LARGEST.length)] / smaller);
    }

    @ParameterizedTest @MethodSource("seeds")
    void programs(long seed) { check(program(seed, 1)); }

    @ParameterizedTest @MethodSource("seeds")
    void batches(long seed) { check(Derived.batch(program(seed, 8), seed)); }

    @ParameterizedTest @MethodSource("seeds")
    void gradients(long seed) { check(Derived.gradient(program(seed, 8))); }

    private static void check(RandomProgram p) {
        var code = Backends.compile(p.program());
        ProgramLaws.codeIsInterpreted(code, p);
        var one = bytes(1, code, p);
        for (int threads : new int[] {2, 7}) assertArrayEquals(one, bytes(threads, code, p), threads + " threads");
    }

    /** The bytes of all results; none where a place is outside an array. */
    private static byte[][] bytes(int threads, Backend.Executable code, RandomProgram p) {
        try {
            return Stream.of(ThreadPool.withThreads(threads, () -> code.run(p.arguments())))
                    .map(y -> y.segment().toArray(ValueLayout.JAVA_BYTE)).toArray(byte[][]::new);
        } catch (IndexError outside) {
            return null;
        }
    }
}
