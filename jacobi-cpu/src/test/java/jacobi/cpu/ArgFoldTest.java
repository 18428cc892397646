package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places of extremes: on lanes, along rows and down columns, whole and in blocks. */
class ArgFoldTest {
    private static Array[] places(Array... x) {
        return new Array[] {x[0].argmax(0), x[0].argmin(0), x[0].argmax(1), x[0].argmin(1)};
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64", "S8", "U8", "S32", "U32", "S64", "U64", "PRED"})
    void alongEveryAxis(DType t) {
        for (long n : EXTENTS) {
            if (n == 0) continue;
            checkAll(ArgFoldTest::places, array(1, t, n, 37));
            checkAll(ArgFoldTest::places, array(2, t, 5, n));
        }
    }

    /** Few different numbers, so that the first of equals is asked for; NaNs at some places. */
    private static Array spotted(int nans, long... dims) {
        var random = new SplittableRandom(nans);
        var x = array(3, DType.S32, dims).convert(DType.F64).toDoubleArray();
        for (int i = 0; i < nans; i++) x[random.nextInt(x.length)] = Double.NaN;
        return Array.of(x).reshape(jacobi.core.Shape.of(dims));
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void theFirstNanWins(DType t) {
        for (int nans : new int[] {1, 7, 100}) {
            checkAll(ArgFoldTest::places, spotted(nans, 33, 65).convert(t));
            checkAll(ArgFoldTest::places, spotted(nans, 700, 3).convert(t));
            checkAll(x -> new Array[] {x[0].argmin(0), x[0].argmax(0)}, spotted(nans, 50_000).convert(t));
        }
    }

    @Test void inBlocks() {
        checkAll(x -> new Array[] {x[0].argmax(0), x[0].argmin(0)}, array(4, DType.F64, 100_003));
        checkAll(x -> new Array[] {x[0].argmax(0), x[0].argmin(0)}, array(5, DType.S32, 70_001));
        checkAll(ArgFoldTest::places, array(6, DType.F64, 2003, 21));
        checkAll(x -> new Array[] {x[0].sin().times(x[1]).argmax(0)}, array(7, DType.F64, 500, 40), array(8, DType.F64, 40));
    }

    @Test void infinitiesAndZeros() {
        double up = Double.POSITIVE_INFINITY, down = Double.NEGATIVE_INFINITY;
        for (double x : new double[] {up, down, 0.0}) {
            var all = Array.of(x).expandDims(0).times(Array.ones(DType.F64, 100));
            checkAll(y -> new Array[] {y[0].argmax(0), y[0].argmin(0)}, all);
        }
        var zeros = new double[100];
        for (int i = 0; i < 50; i++) zeros[i] = -0.0;
        var x = Array.of(zeros);
        var given = Pipeline.compile(program(y -> new Array[] {y[0].argmax(0), y[0].argmin(0)}, x))
                .run((jacobi.core.DenseArray) x);
        assertArrayEquals(new long[] {0, 0}, new long[] {(long) given[0].item(), (long) given[1].item()});
    }

    /** Places told by other places of the same array: a fold within a fold of the same kind. */
    @ParameterizedTest @ValueSource(longs = {4, 7, 9, 33})
    void placesOfPlaces(long n) {
        Array x = array(1, DType.F64, n, 33);
        var to = (int) n - 1;
        check(y -> {
            var a = y[0].argmin(1).clip(0, to);
            return a.get(a.get(1));
        }, x);
        check(y -> {
            var a = y[0].argmax(1).clip(0, to);
            return a.take(a.take(a.get(Index.to(3)), 0), 0);
        }, x);
        check(y -> {
            var a = y[0].times(5).convert(DType.S64).min(1);
            return a.take(a.get(Index.to(3)).clip(0, to), 0);
        }, x);
        check(y -> {
            var a = y[0].dot(Array.ones(33));
            return a.get(a.get(1).convert(DType.S64).clip(0, to));
        }, x);
    }
}
