package jacobi.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import jacobi.core.*;
import org.junit.jupiter.api.Test;

/** What a loop keeps for its backward pass costs as little as can be, and means the same. */
class RematerializeTest {
    private static final Array V = Array.of(0.3, -0.7, 1.1), W = Array.of(0.5, 0.2, -0.4);

    /** A factor that meets every row is kept as it was before it was spread. */
    @Test void narrowOnesRatherThanWide() {
        var split = check(x -> new Array[] {x[0].sin().expandDims(0).broadcastTo(50, 3).times(x[1].exp()
                .broadcastTo(50, 3)).sum(0)}, 2, V, W);
        assertTrue(bytes(split) <= 4 * V.type().bytes(), () -> bytes(split) + " bytes are kept");
    }

    /** Sums and products of what is kept anyway are computed again. */
    @Test void cheapOnesAreComputedAgain() {
        var split = check(x -> {
            Array a = x[0].times(2.0).plus(1.0), b = a.times(a).minus(x[0]);
            return new Array[] {a.times(b).times(b.plus(3.0))};
        }, 1, V);
        assertTrue(split.computed() <= 2, () -> split.computed() + " are kept");
    }

    /** Dear functions are computed once. */
    @Test void dearOnesAreKept() {
        var split = check(x -> new Array[] {x[0].sin().times(x[0].exp())}, 1, V);
        assertTrue(split.linear().equations().stream().noneMatch(e -> e.primitive().mnemonic().contains("sine")
                || e.primitive().mnemonic().contains("exponential")));
    }

    /** What the caller can supply again is never kept. */
    @Test void suppliedOnesAreNot() {
        var split = check(x -> new Array[] {x[0].times(x[1].times(2.0).plus(1.0))}, 1, V, W);
        assertEquals(0, split.computed());
    }

    /** Splits, and compares with the split as it was. @param moving how many inputs cannot be supplied again */
    private static Linearize.Split check(UnaryOperator<Array[]> f, int moving, Array... x) {
        var types = Arrays.stream(x).map(Array::type).toArray(ArrayType[]::new);
        var program = Recording.of(types, f).program();
        boolean[] active = new boolean[x.length], demanded = new boolean[program.results().size()];
        active[0] = true;
        var plain = Linearize.split(program, active, demanded, moving);
        var cheap = plain.cheapest(moving);
        cheap.known().check();
        cheap.linear().check();
        assertTrue(bytes(cheap) <= bytes(plain));
        assertArrayEquals(tangents(plain, x), tangents(cheap, x));
        return cheap;
    }

    private static long bytes(Linearize.Split split) {
        return Arrays.stream(split.known().resultTypes()).skip(split.active().length).mapToLong(ArrayType::bytes).sum();
    }

    private static double[] tangents(Linearize.Split split, Array... x) {
        var y = split.known().apply(x);
        var computed = Arrays.copyOfRange(y, split.active().length, y.length);
        return split.linear().apply(Active.concat(new Array[] {Array.of(1.0, 0.5, -2.0)}, split.gather(x, computed)))[0]
                .toDoubleArray();
    }
}
