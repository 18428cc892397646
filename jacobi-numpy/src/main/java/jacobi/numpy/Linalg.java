package jacobi.numpy;

import jacobi.core.*;
import jacobi.lax.Constant;
import jacobi.lax.LinearAlgebra;
import jacobi.lax.Pad;
import jacobi.lax.TriangularSolve.Op;

/**
 * Linear algebra with NumPy's meanings. Matrices stand in the last two axes; all axes before them are batches, and meet by
 * broadcasting. Integers are computed in f64; f16 and bf16 must be converted first. Everything is differentiable, in forward and
 * reverse mode, and may be batched.
 */
public final class Linalg {
    /**
     * A = P L U for A {@code [..., m, n]}, with k = min(m, n).
     * @param p a permutation {@code [..., m, m]}
     * @param l lower triangular with ones on the diagonal, {@code [..., m, k]}
     * @param u upper triangular {@code [..., k, n]}
     */
    public record Lu(Array p, Array l, Array u) {}

    /** A determinant as {@code sign · exp(logAbsDet)}. @param sign of modulus 1, or 0 @param logAbsDet real */
    public record SlogDet(Array sign, Array logAbsDet) {}

    /** How large a matrix is. */
    public enum MatrixNorm {
        /** The root of the sum of squares. */
        FROBENIUS,
        /** The greatest sum of absolute values in a column. */
        ONE,
        /** The greatest sum of absolute values in a row. */
        INFINITY
    }

    private Linalg() {}

    // systems and factorisations

    /** X with A X = B. @see LinearAlgebra#solve */
    public static Array solve(Array a, Array b) { return LinearAlgebra.solve(a, b); }

    /** X with A X = B for triangular A, of which the other triangle is not read. @param lower whether A is lower triangular */
    public static Array triangularSolve(Array a, Array b, boolean lower) {
        return triangularSolve(a, b, lower, Op.NONE, false);
    }

    /** X with op(A) X = B for triangular A. @see LinearAlgebra#triangularSolve */
    public static Array triangularSolve(Array a, Array b, boolean lower, Op op, boolean unitDiagonal) {
        return LinearAlgebra.triangularSolve(a, b, lower, op, unitDiagonal);
    }

    /** X with A X = B, from the lower Cholesky factor of A. @param l {@code [..., n, n]} @param b as in {@link #solve} */
    public static Array choleskySolve(Array l, Array b) {
        return triangularSolve(l, triangularSolve(l, b, true), true, Op.ADJOINT, false);
    }

    /** The inverse of square matrices. To solve a system, {@link #solve} is faster and more accurate. */
    public static Array inv(Array a) { return LinearAlgebra.inverse(a); }

    /** The lower Cholesky factor. @see LinearAlgebra#cholesky */
    public static Array cholesky(Array a) { return LinearAlgebra.cholesky(a); }

    /** The factors of matrices {@code [..., m, n]} by elimination with partial pivoting, with k = min(m, n). */
    public static Lu lu(Array a) {
        var y = new jacobi.lax.Lu().bindAll(floating("lu", a));
        long m = a.shape().dim(a.rank() - 2), n = a.shape().dim(a.rank() - 1), k = Math.min(m, n);
        var l = tril(leading(y[0], m, k), -1).plus(Array.eye(y[0].dtype(), m, k, 0));
        return new Lu(permutation(y[2], y[0].dtype()), l, triu(leading(y[0], k, n), 0));
    }

    /** The matrix P with (P x)[p[i]] = x[i]. */
    private static Array permutation(Array p, DType dtype) {
        var columns = p.expandDims(-2);
        var rows = Array.arange(p.shape().dim(p.rank() - 1)).convert(p.dtype()).expandDims(-1);
        return rows.eq(columns).convert(dtype);
    }

    // determinants

    /** The determinants of square matrices {@code [..., n, n]}: shape {@code [...]}. */
    public static Array det(Array a) {
        var x = square("det", a);
        return switch ((int) Math.min(4, x.shape().dim(x.rank() - 1))) {
            case 0 -> Array.ones(x.type().withShape(batch(x)));
            case 1 -> entry(x, 0, 0);
            case 2 -> minor(x, 0, 0, 1);
            case 3 -> det3(x);
            default -> pivoted(x);
        };
    }

    private static Array det3(Array x) {
        return entry(x, 0, 0).times(minor(x, 1, 1, 2)).minus(entry(x, 0, 1).times(minor(x, 1, 0, 2)))
                .plus(entry(x, 0, 2).times(minor(x, 1, 0, 1)));
    }

    /** The determinant of two rows from a given one on, in two columns. */
    private static Array minor(Array x, int row, int j, int k) {
        return entry(x, row, j).times(entry(x, row + 1, k)).minus(entry(x, row, k).times(entry(x, row + 1, j)));
    }

    private static Array pivoted(Array x) {
        var y = new jacobi.lax.Lu().bindAll(x);
        return diagonal(y[0]).prod(-1).times(parity(y[1], x.dtype()));
    }

    /**
     * Signs and logarithms of the determinants of square matrices {@code [..., n, n]}, where the determinants themselves may be
     * too large or small for the dtype. Singular: 0 and -∞.
     */
    public static SlogDet slogdet(Array a) {
        var x = square("slogdet", a);
        var y = new jacobi.lax.Lu().bindAll(x);
        var pivots = diagonal(y[0]);
        var size = pivots.abs();
        return new SlogDet(direction(pivots, size).prod(-1).times(parity(y[1], x.dtype())), size.log().sum(-1));
    }

    /** x / |x|, and 0 at 0. */
    private static Array direction(Array x, Array size) {
        if (!x.dtype().isComplex()) return x.sign();
        return x.div(Array.where(size.eq(0), 1, size));
    }

    /** The sign of a permutation, from its row exchanges. */
    private static Array parity(Array exchanges, DType dtype) {
        var places = Array.arange(exchanges.shape().dim(exchanges.rank() - 1)).convert(exchanges.dtype());
        var moved = exchanges.ne(places).convert(DType.S32).sum(-1);
        return Array.where(moved.and(1).eq(0), Array.ones(dtype), Array.full(dtype, -1));
    }

    // norms

    /** The root of the sum of squares of all elements. */
    public static Array norm(Array x) { return Absent.refused(x, "norm").ravel().abs().square().sum().sqrt(); }

    /** The Euclidean length of the vectors along an axis, which disappears. @param axis counted from the end if negative */
    public static Array norm(Array x, int axis) { return Absent.refused(x, "norm").abs().square().sum(axis).sqrt(); }

    /**
     * The {@code order}-norm (Σ |x|ᵖ)^(1/p) of the vectors along an axis, which disappears: the greatest absolute value for ∞,
     * the least for -∞, the number of elements that are not 0 for 0.
     */
    public static Array norm(Array x, double order, int axis) {
        var size = Absent.refused(x, "norm").abs();
        if (order == Double.POSITIVE_INFINITY) return size.max(axis);
        if (order == Double.NEGATIVE_INFINITY) return size.min(axis);
        if (order == 0) return size.ne(0).convert(size.dtype().inexact()).sum(axis);
        if (order == 1) return size.sum(axis);
        if (order == 2) return norm(x, axis);
        return size.pow(order).sum(axis).pow(1 / order);
    }

    /** The norms of matrices {@code [..., m, n]}: shape {@code [...]}. */
    public static Array norm(Array a, MatrixNorm norm) {
        var x = matrix("norm", a);
        return switch (norm) {
            case FROBENIUS -> x.abs().square().sum(-2, -1).sqrt();
            case ONE -> x.abs().sum(-2).max(-1);
            case INFINITY -> x.abs().sum(-1).max(-1);
        };
    }

    // parts and products

    /** The n-th power of square matrices, by repeated squaring; of the inverse if n is negative. */
    public static Array matrixPower(Array a, long n) {
        if (n < 0) return power(inv(a), Math.negateExact(n));
        checkSquare("matrixPower", a);
        return n == 0 ? identityLike(a) : power(a, n);
    }

    private static Array power(Array a, long n) {
        Array power = null, square = a;
        for (; n > 1; n >>= 1) {
            if ((n & 1) == 1) power = power == null ? square : power.matmul(square);
            square = square.matmul(square);
        }
        return power == null ? square : power.matmul(square);
    }

    private static Array identityLike(Array a) {
        long n = a.shape().dim(a.rank() - 1);
        return Array.eye(a.dtype(), n, n, 0).broadcastTo(a.shape());
    }

    /** The sum of the main diagonal of matrices {@code [..., m, n]}: shape {@code [...]}. */
    public static Array trace(Array a) { return diagonal(a).sum(-1); }

    /** The main diagonal of matrices {@code [..., m, n]}: shape {@code [..., min(m, n)]}. */
    public static Array diagonal(Array a) {
        var x = matrix("diagonal", a);
        long k = Math.min(x.shape().dim(x.rank() - 2), x.shape().dim(x.rank() - 1));
        return leading(x, k, k).reshape(batch(x).append(k * k)).get(Index.rest(), Index.all().step(k + 1));
    }

    /** Diagonal matrices {@code [..., n, n]} with given diagonals {@code [..., n]}. */
    public static Array diag(Array x) {
        if (Absent.refused(x, "diag").rank() == 0) throw new ShapeError("diag cannot take a scalar")
                .expected("diagonals [..., n]").given("%s", x.type())
                .mend("reshape it to [1]").at(Frame.user());
        long n = x.shape().dim(x.rank() - 1);
        var between = new long[x.rank()];
        between[x.rank() - 1] = n;
        var spread = new Pad(new long[x.rank()], new long[x.rank()], between).bind(x, Constant.of(x.dtype(), 0).bind());
        return spread.reshape(x.shape().append(n));
    }

    /** Matrices with zeros above the k-th diagonal, counted from the main one upwards. */
    public static Array tril(Array a, long k) { return kept("tril", a, k, true); }

    /** Matrices with zeros below the k-th diagonal, counted from the main one upwards. */
    public static Array triu(Array a, long k) { return kept("triu", a, k, false); }

    private static Array kept(String name, Array a, long k, boolean lower) {
        var x = matrix(name, a);
        var rows = Array.arange(x.shape().dim(x.rank() - 2)).expandDims(1).plus(k);
        var columns = Array.arange(x.shape().dim(x.rank() - 1)).expandDims(0);
        return Array.where(lower ? rows.ge(columns) : rows.le(columns), x, Array.zerosLike(x));
    }

    /** The Kronecker product: every element of a, times b; {@code [m, n]} and {@code [p, q]} give {@code [m p, n q]}. */
    public static Array kron(Array a, Array b) {
        if (Absent.refused(a, "kron").rank() != 2 || Absent.refused(b, "kron")
                .rank() != 2) throw new ShapeError("kron cannot take these arrays").expected("two matrices")
                .given("%s, %s", a.type(), b.type()).mend("reshape them to matrices, or use vmap").at(Frame.user());
        var products = a.expandDims(1).expandDims(3).times(b.expandDims(0).expandDims(2));
        return products.reshape(a.shape().dim(0) * b.shape().dim(0), a.shape().dim(1) * b.shape().dim(1));
    }

    // shapes

    private static Shape batch(Array a) { return a.shape().slice(0, a.rank() - 2); }

    /** The first rows and columns. */
    private static Array leading(Array a, long rows, long columns) {
        return a.get(Index.rest(), Index.to(rows), Index.to(columns));
    }

    private static Array entry(Array a, long i, long j) { return a.get(Index.rest(), Index.at(i), Index.at(j)); }

    private static Array floating(String name, Array a) { return matrix(name, a).convert(a.dtype().inexact()); }

    private static Array square(String name, Array a) {
        checkSquare(name, a);
        return a.convert(a.dtype().inexact());
    }

    private static Array matrix(String name, Array a) {
        if (Absent.refused(a, name).rank() < 2) throw misfit(name, a, "matrices [..., m, n]");
        return a;
    }

    private static void checkSquare(String name, Array a) {
        if (Absent.refused(a, name).rank() < 2 || a.shape().dim(a.rank() - 1) != a.shape().dim(a.rank() - 2))
            throw misfit(name, a, "square matrices [..., n, n]");
    }

    private static JacobiError misfit(String name, Array a, String expected) {
        return new ShapeError(name + " cannot take this array").expected("%s", expected).given("%s", a.type())
                .mend("put the matrix into the last two axes").at(Frame.user());
    }
}
