package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.interpret.Interpreter;
import jacobi.lax.Iota;
import jacobi.lax.Sort;
import jacobi.lax.While;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sorting in compiled programs, by itself and amid other things. */
class SortTest {
    private static Array[] sort(int axis, int keys, Array... x) { return new Sort(axis, keys).bindAll(x); }
    private static Array places(ArrayType like, int axis) { return new Iota(like.withDType(DType.S64), axis).bind(); }

    @ParameterizedTest @EnumSource(names = {"F32", "F64", "S32", "S64", "U32", "U64", "PRED"})
    void linesAlongEveryAxis(DType t) {
        for (long n : EXTENTS) {
            checkAll(x -> sort(0, 1, x[0]), array(1, t, n));
            checkAll(x -> sort(1, 1, x[0], places(x[0].type(), 1)), array(2, t, 2, n, 3));
            checkAll(x -> sort(0, 2, x), array(3, t, n, 2), array(4, DType.F64, n, 2), array(5, DType.S32, n, 2));
        }
    }

    @ParameterizedTest @EnumSource(names = {"F32", "S64"})
    void amidOtherEquations(DType t) {
        checkAll(x -> new Array[] {sort(0, 1, x[0].times(-2).plus(x[1]))[0].times(x[0])}, array(1, t, 65), array(2, t, 65));
        checkAll(x -> sort(0, 1, x[0].times(x[0]), x[0].plus(1)), array(1, t, 65));
        checkAll(x -> sort(0, 1, sort(1, 1, x[0])[0]), array(1, t, 7, 9));
    }

    @ParameterizedTest @EnumSource(names = {"F64"})
    void inALoop(DType t) {
        var condition = program(x -> new Array[] {x[0].lt(3)}, ArrayType.of(DType.S32), ArrayType.of(t, 17));
        var body = program(x -> new Array[] {x[0].plus(1), sort(0, 1, x[1].times(-1))[0].cumsum(0)}, ArrayType.of(DType.S32),
                ArrayType.of(t, 17));
        checkAll(x -> new While(condition, body, 2, While.UNBOUNDED).bindAll(x), Array.of(0), array(1, t, 17));
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64", "S32", "S64", "U8"})
    void longLines(DType t) {
        checkAll(x -> sort(0, 1, x[0]), array(1, t, 5000));
        checkAll(x -> sort(0, 2, x[0], x[1], x[2]), array(2, DType.S32, 5000), array(3, t, 5000), array(4, DType.F64, 5000));
        checkAll(x -> sort(1, 1, x[0], places(x[0].type(), 1)), array(5, t, 3, 5000, 2));
        checkAll(x -> sort(1, 1, x[0]), array(6, t, 3000, 5));
    }

    /** Zeros of both signs amid NaNs and infinities. */
    private static Array special(DType t, int n) {
        double[] some = {0.0, -0.0, Double.NaN, 1, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, 1e-40};
        var random = new SplittableRandom(n);
        return Array.of(IntStream.range(0, n).mapToDouble(_ -> some[random.nextInt(some.length)]).toArray()).convert(t);
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void zerosKeepTheirOrderAndNansAreLast(DType t) {
        for (int n : new int[] {10, 40, 41, 1000, 5000}) {
            var x = (DenseArray) special(t, n);
            var p = program(y -> sort(0, 1, y), x);
            double[] expected = Interpreter.run(p, x)[0].convert(DType.F64).toDoubleArray();
            double[] given = Pipeline.compile(p).run(x)[0].convert(DType.F64).toDoubleArray();
            assertArrayEquals(bits(expected), bits(given));
            checkAll(y -> sort(0, 1, y[0], places(y[0].type(), 0)), x);
        }
    }

    private static long[] bits(double[] x) { return Arrays.stream(x).mapToLong(Double::doubleToLongBits).toArray(); }
}
