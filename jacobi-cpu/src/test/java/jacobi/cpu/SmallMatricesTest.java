package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.lax.Cholesky;
import jacobi.lax.Lu;
import jacobi.lax.Solve;
import jacobi.lax.TriangularSolve;
import jacobi.lax.TriangularSolve.Op;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small matrices, singly, in batches around the widths of vectors, and with few and many right-hand sides. */
class SmallMatricesTest {
    /** Far from singular, but with pivots that must be searched for. */
    private static Array regular(DType t, long batch, long n) {
        var rows = Array.arange(n).plus(1).rem(n);
        return array(n, t, batch, n, n).plus(Array.eye(t, n, n, 0).times(9).take(rows, 0));
    }

    private static Array triangle(DType t, long batch, long n) {
        return array(n, t, batch, n, n).plus(Array.eye(t, n, n, 0).times(9));
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void solve(DType t) {
        for (long n : new long[] {1, 2, 3, 5, 8}) for (long[] batchAndSides : new long[][] {{1, 1}, {17, 1}, {8, 3}, {9, 19}}) {
            long batch = batchAndSides[0], k = batchAndSides[1];
            check(x -> new Solve(n == 3).bind(x), regular(t, batch, n), array(2, t, batch, n, k));
        }
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void triangularSolve(DType t) {
        for (var op : Op.values()) for (int flags = 0; flags < 8; flags++) {
            var solve = new TriangularSolve((flags & 1) == 0, (flags & 2) == 0, (flags & 4) == 0, op);
            for (long n = 3, k = 2; n <= 5; n += 2, k += 17) {
                long rows = solve.leftSide() ? n : k, columns = solve.leftSide() ? k : n;
                check(x -> solve.bind(x), triangle(t, 9, n), array(2, t, 9, rows, columns));
            }
        }
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void cholesky(DType t) {
        for (long n : new long[] {1, 2, 5, 8}) for (long batch : new long[] {1, 17, 100}) {
            var a = triangle(t, batch, n);
            check(x -> new Cholesky().bind(x), a.matmul(a.swapAxes(1, 2)));
        }
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void lu(DType t) {
        for (long[] shape : new long[][] {{1, 1, 1}, {17, 2, 2}, {9, 4, 3}, {9, 3, 5}, {8, 8, 8}, {2, 3, 6, 6}})
            checkAll(x -> new Lu().bindAll(x), array(1, t, shape));
        checkAll(x -> new Lu().bindAll(x), regular(t, 3, 1));
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void singularMatricesGiveNoNumbers(DType t) {
        var singular = Array.of(new double[][] {{1, 2}, {2, 4}}).convert(t);
        var x = run(new Solve(false)::bind, singular, Array.ones(t, 2, 1));
        assertTrue(Arrays.stream(x).noneMatch(Double::isFinite), Arrays.toString(x));
        var indefinite = Array.of(new double[][] {{1, 2}, {2, 1}}).convert(t);
        assertArrayEquals(new double[] {Double.NaN, 0, Double.NaN, Double.NaN}, run(new Cholesky()::bind, indefinite));
    }

    private static double[] run(Function f, Array... x) {
        var p = program(y -> new Array[] {f.of(y)}, x);
        var dense = Arrays.stream(x).map(jacobi.core.DenseArray.class::cast).toArray(jacobi.core.DenseArray[]::new);
        return Pipeline.compile(p).run(dense)[0].convert(DType.F64).toDoubleArray();
    }
}
