package jacobi.testing;

import static org.junit.jupiter.api.Assertions.*;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.Stream;
import jacobi.core.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program that may write its results over its arguments gives what it gives otherwise; nearly, as its loops may be cut
 * otherwise.
 */
class RandomDonationTest {
    static Stream<Long> seeds() { return Seeds.upTo(8); }

    @ParameterizedTest @MethodSource("seeds")
    void programs(long seed) { check(RandomProgram.withLoops(seed, 8, 3000)); }

    @ParameterizedTest @MethodSource("seeds")
    void straightPrograms(long seed) { check(RandomProgram.of(seed, 12, 3000)); }

    private static void check(RandomProgram p) {
        var all = new boolean[p.program().inputs().size()];
        Arrays.fill(all, true);
        DenseArray[] expected;
        var code = Backends.compile(p.program(), all);
        try {
            expected = Backends.compile(p.program()).run(p.arguments());
        } catch (IndexError outside) {
            assertThrows(IndexError.class, () -> code.run(copies(p)));
            return;
        }
        var given = code.run(copies(p));
        for (int i = 0; i < expected.length; i++) {
            if (Arrays.equals(bytes(expected[i]), bytes(given[i]))) continue;
            double relative = Close.relative(expected[i].dtype());
            Close.check("result " + i + " of\n" + p.program(), expected[i], given[i], relative, relative);
        }
    }

    private static byte[] bytes(DenseArray x) { return x.segment().toArray(ValueLayout.JAVA_BYTE); }

    private static DenseArray[] copies(RandomProgram p) {
        return Arrays.stream(p.arguments()).map(x -> {
            var copy = Buffer.allocate(x.type().bytes());
            copy.segment().copyFrom(x.segment());
            return new DenseArray(x.type(), copy);
        }).toArray(DenseArray[]::new);
    }
}
