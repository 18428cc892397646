package jacobi.eager;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.core.Shape;
import jacobi.interpret.Interpreter;
import jacobi.lax.Bitcast;
import jacobi.lax.Convert;
import jacobi.lax.Iota;
import jacobi.lax.Sort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sorting gives what the reference interpreter gives: every dtype, axis and length, one key and two, the others along. */
class SortingTest {
    record Case(DType dtype, Shape shape, int axis) {}

    static Stream<Case> cases() {
        var cases = new ArrayList<Case>();
        for (var dtype : DType.values()) {
            if (dtype.isComplex()) continue;
            cases.add(new Case(dtype, Shape.of(0), 0));
            cases.add(new Case(dtype, Shape.of(1), 0));
            cases.add(new Case(dtype, Shape.of(40), 0));
            cases.add(new Case(dtype, Shape.of(41), 0));
            cases.add(new Case(dtype, Shape.of(3, 300, 2), 1));
            cases.add(new Case(dtype, Shape.of(100, 3), 0));
            cases.add(new Case(dtype, Shape.of(2, 0, 3), 2));
        }
        return cases.stream();
    }

    @ParameterizedTest @MethodSource("cases")
    void sortedAsTheInterpreterDoes(Case c) {
        DenseArray x = sample(c, 1), y = sample(c, 2), few = (DenseArray) few(c);
        var places = (DenseArray) new Iota(new ArrayType(DType.C64, c.shape()), c.axis()).bind();
        check(new Sort(c.axis(), 1), x, places);
        check(new Sort(c.axis(), 2), few, y, places);
    }

    private static void check(Sort p, DenseArray... x) {
        var expected = Interpreter.apply(p, x);
        var given = new EagerEvaluator().run(p, x);
        assertEquals(expected.length, given.length);
        for (int i = 0; i < given.length; i++) {
            assertEquals(expected[i].type(), given[i].type());
            assertArrayEquals(expected[i].segment().toArray(JAVA_BYTE), given[i].segment().toArray(JAVA_BYTE));
        }
    }

    /** Arbitrary bits, zeros of both signs, NaNs and infinities among them. */
    private static DenseArray sample(Case c, long seed) {
        var random = new Random(seed);
        double[] special = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1, -1, 300, 6e4, -7e-8};
        var words = new long[(int) c.shape().size()];
        var floats = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = random.nextInt(4) == 0 ? i % 3 : random.nextLong();
            floats[i] = random.nextInt(3) == 0 ? special[random.nextInt(special.length)] : random.nextGaussian() * 100;
        }
        if (c.dtype().isFloat()) return (DenseArray) Array.of(DType.F64, c.shape(), floats).convert(c.dtype());
        var wide = Array.of(DType.S64, c.shape(), words);
        if (c.dtype() == DType.PRED) return (DenseArray) wide.lt(0);
        return (DenseArray) (c.dtype() == DType.U64 ? new Bitcast(c.dtype()).bind(wide) : new Convert(c.dtype()).bind(wide));
    }

    /** A key with many equals. */
    private static Array few(Case c) {
        var random = new Random(3);
        var few = new long[(int) c.shape().size()];
        Arrays.setAll(few, _ -> random.nextInt(3));
        return Array.of(DType.S64, c.shape(), few).convert(c.dtype() == DType.PRED ? DType.U8 : c.dtype());
    }
}
