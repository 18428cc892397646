package jacobi.lax;

import jacobi.core.*;
import jacobi.lax.TriangularSolve.Op;

/**
 * Linear algebra on the everyday surface: dtypes are promoted (integers are computed in f64), leading axes are batches that
 * meet by NumPy's broadcasting, and a right-hand side of rank 1 is a vector.
 */
public final class LinearAlgebra {
    /** X from a matrix and a right-hand side of one dtype, [..., n, n] and [..., n, k], with equal leading axes. */
    private interface Solver { Array solve(Array a, Array b); }

    private LinearAlgebra() {}

    /**
     * X with A X = B, by a factorisation with partial pivoting. Infinite or NaN where A is singular.
     * @param a {@code [..., n, n]}
     * @param b {@code [n]}, for a result {@code [..., n]}, or {@code [..., n, k]}
     * @throws ShapeError if a is not square, or b does not fit
     */
    public static Array solve(Array a, Array b) { return solve("solve", new Solve(false)::bind, a, b); }

    /**
     * X with op(A) X = B for triangular A, of which the other triangle is not read.
     * @param a            {@code [..., n, n]}
     * @param b            {@code [n]}, for a result {@code [..., n]}, or {@code [..., n, k]}
     * @param lower        whether A is lower triangular
     * @param unitDiagonal whether the diagonal is taken as ones, and not read
     * @throws ShapeError if a is not square, or b does not fit
     */
    public static Array triangularSolve(Array a, Array b, boolean lower, Op op, boolean unitDiagonal) {
        return solve("triangularSolve", new TriangularSolve(true, lower, unitDiagonal, op)::bind, a, b);
    }

    /** The inverse of square matrices {@code [..., n, n]}. To solve a system, {@link #solve} is faster and more accurate. */
    public static Array inverse(Array a) {
        var wide = square("inv", a);
        return new Solve(false).bind(wide, Matrices.identity(wide.type()));
    }

    /**
     * The lower triangular L with L Lᴴ = (A + Aᴴ)/2, which is A if that is Hermitian; so the derivative by a Hermitian matrix is
     * Hermitian too. NaN where that is not positive definite.
     * @param a {@code [..., n, n]}
     */
    public static Array cholesky(Array a) {
        var wide = square("cholesky", a);
        return new Cholesky().bind(wide.plus(Matrices.adjoint(wide)).times(0.5));
    }

    private static Array solve(String name, Solver solver, Array a, Array b) {
        checkSquare(name, a);
        Absent.refused(b, name);
        var dtype = computed(name, DType.promote(a.dtype(), b.dtype()), "matrix %s, right-hand side %s", a.type(), b.type());
        boolean vector = b.rank() == 1;
        if (b.rank() == 0 || b.shape().dim(vector ? 0 : b.rank() - 2) != a.shape().dim(a.rank() - 1)) throw misfit(name, a, b);
        var columns = vector ? b.reshape(b.shape().append(1)) : b;
        var batch = Shape.broadcast(leading(a), leading(columns));
        if (batch == null) throw misfit(name, a, b);
        var x = solve(solver, batch, a.convert(dtype), columns.convert(dtype));
        return vector ? x.reshape(x.shape().slice(0, x.rank() - 1)) : x;
    }

    private static Array solve(Solver solver, Shape batch, Array a, Array b) {
        if (leading(a).size() == 1 && batch.size() > 1) return solveByColumns(solver, batch, a, b);
        return solver.solve(a.broadcastTo(batch.concat(matrix(a))), b.broadcastTo(batch.concat(matrix(b))));
    }

    /** One matrix, many right-hand sides: all are columns of one, so that the matrix is factorised once. */
    private static Array solveByColumns(Solver solver, Shape batch, Array a, Array b) {
        var columns = Matrices.asColumns(b.reshape(matrix(b).prepend(batch.size())), 1);
        var x = Matrices.fromColumns(solver.solve(a.reshape(matrix(a)), columns), 1, batch.size());
        return x.reshape(batch.concat(matrix(b)));
    }

    private static Shape leading(Array a) { return a.shape().slice(0, a.rank() - 2); }
    private static Shape matrix(Array a) { return a.shape().slice(a.rank() - 2, a.rank()); }

    private static Array square(String name, Array a) {
        checkSquare(name, a);
        return a.convert(computed(name, a.dtype(), "%s", a.type()));
    }

    /** The dtype in which linear algebra on one is computed. */
    private static DType computed(String name, DType dtype, String given, Object... types) {
        if (dtype != DType.F16 && dtype != DType.BF16) return dtype.inexact();
        throw new TypeError(name + " cannot take this dtype").expected("f32, f64, c64 or c128, or integers").given(given, types)
                .mend("convert to f32").at(Frame.user());
    }

    private static void checkSquare(String name, Array a) {
        Absent.refused(a, name);
        if (a.rank() >= 2 && a.shape().dim(a.rank() - 1) == a.shape().dim(a.rank() - 2)) return;
        throw new ShapeError(name + " cannot take this matrix").expected("square matrices [..., n, n]").given("%s", a.type())
                .mend("put the matrix into the last two axes").at(Frame.user());
    }

    private static JacobiError misfit(String name, Array a, Array b) {
        return new ShapeError(name + " cannot take this right-hand side")
            .expected("a vector [%1$d], or matrices [..., %1$d, k] whose leading axes meet the matrix's",
                a.shape().dim(a.rank() - 1))
                .given("matrix %s, right-hand side %s", a.type(), b.type())
                .mend("put the equations along the last axis but one; add an axis to vectors of a batch").at(Frame.user());
    }
}
