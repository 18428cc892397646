package jacobi.interpret;

import static jacobi.interpret.Matrix.*;

import jacobi.lax.Solve;
import jacobi.lax.TriangularSolve;
import jacobi.lax.TriangularSolve.Op;

/** Linear algebra by the textbook loops, in f64, on each matrix of a batch. */
final class Factorisations {
    private Factorisations() {}

    private static long batch(Elements x) {
        int r = x.shape().rank();
        return x.shape().slice(0, r - 2).size();
    }

    static void cholesky(Elements x, Elements y) {
        for (long k = 0; k < batch(x); k++) cholesky(Matrix.read(x, k)).write(y, k);
    }

    private static Matrix cholesky(Matrix a) {
        var l = new Matrix(a.rows, a.rows);
        for (int i = 0; i < a.rows; i++)
            for (int j = 0; j < a.rows; j++) {
                Indices.poll(j);
                if (j > i) l.set(i, j, like(a.get(i, j), 0));
                else l.set(i, j, j == i ? root(rest(a, l, i, i)) : divide(rest(a, l, i, j), l.get(j, j)));
            }
        return a.rows == 0 || real(l.get(a.rows - 1, a.rows - 1)) > 0 ? l : withoutFactor(l);
    }

    /** NaN in the whole triangle: a factor in part would be taken for one. */
    private static Matrix withoutFactor(Matrix l) {
        for (int i = 0; i < l.rows; i++) for (int j = 0; j <= i; j++) l.set(i, j, like(l.get(i, j), Double.NaN));
        return l;
    }

    /** aᵢⱼ less the products of the rows i and j of L before column j. */
    private static Element rest(Matrix a, Matrix l, int i, int j) {
        var x = a.get(i, j);
        for (int k = 0; k < j; k++) x = minusProduct(x, l.get(i, k), Matrix.conjugate(l.get(j, k)));
        return x;
    }

    /** NaN unless positive, and then everything after it is NaN. */
    private static Element root(Element x) {
        double v = real(x);
        return like(x, v > 0 ? Math.sqrt(v) : Double.NaN);
    }

    static void lu(Elements x, Elements packed, Elements exchanges, Elements permutation) {
        for (long k = 0; k < batch(x); k++) {
            var a = Matrix.read(x, k);
            int[] pivots = lu(a), order = order(pivots, a.rows);
            a.write(packed, k);
            write(pivots, exchanges, k);
            write(order, permutation, k);
        }
    }

    private static void write(int[] values, Elements y, long k) {
        for (int i = 0; i < values.length; i++) y.set(k * values.length + i, new Element.Whole(values[i]));
    }

    /** Replaces A by L and U. @return the row exchanges */
    private static int[] lu(Matrix a) {
        var pivots = new int[Math.min(a.rows, a.columns)];
        for (int k = 0; k < pivots.length; k++) {
            pivots[k] = pivot(a, k);
            a.swapRows(k, pivots[k]);
            if (size(a.get(k, k)) != 0) eliminate(a, k);
        }
        return pivots;
    }

    /** The row, from k on, of the first largest element in column k. */
    private static int pivot(Matrix a, int k) {
        int best = k;
        for (int i = k + 1; i < a.rows; i++) if (size(a.get(i, k)) > size(a.get(best, k))) best = i;
        return best;
    }

    private static void eliminate(Matrix a, int k) {
        for (int i = k + 1; i < a.rows; i++) {
            Indices.poll(i);
            a.set(i, k, divide(a.get(i, k), a.get(k, k)));
            for (int j = k + 1; j < a.columns; j++) a.set(i, j, minusProduct(a.get(i, j), a.get(i, k), a.get(k, j)));
        }
    }

    private static int[] order(int[] pivots, int rows) {
        var order = new int[rows];
        for (int i = 0; i < rows; i++) order[i] = i;
        for (int i = 0; i < pivots.length; i++) {
            int row = order[i];
            order[i] = order[pivots[i]];
            order[pivots[i]] = row;
        }
        return order;
    }

    static void solve(Solve p, Elements x, Elements b, Elements y) {
        for (long k = 0; k < batch(x); k++) {
            var a = Matrix.read(x, k);
            solve(p.transposed() ? a.transpose() : a, Matrix.read(b, k)).write(y, k);
        }
    }

    private static Matrix solve(Matrix a, Matrix b) {
        int[] pivots = lu(a);
        for (int i = 0; i < pivots.length; i++) b.swapRows(i, pivots[i]);
        substitute(a, b, true, true);
        substitute(a, b, false, false);
        return b;
    }

    /** Replaces B by X with A X = B, for triangular A. */
    private static void substitute(Matrix a, Matrix b, boolean lower, boolean unitDiagonal) {
        int n = a.rows;
        for (int step = 0; step < n; step++) {
            int i = lower ? step : n - 1 - step;
            for (int j = 0; j < b.columns; j++) {
                Indices.poll(j);
                var x = b.get(i, j);
                for (int k = lower ? 0 : i + 1; k < (lower ? i : n); k++) x = minusProduct(x, a.get(i, k), b.get(k, j));
                b.set(i, j, unitDiagonal ? x : divide(x, a.get(i, i)));
            }
        }
    }

    static void triangularSolve(TriangularSolve p, Elements x, Elements b, Elements y) {
        for (long k = 0; k < batch(x); k++) triangularSolve(p, Matrix.read(x, k), Matrix.read(b, k)).write(y, k);
    }

    /** X op(A) = B is op(A)ᵀ Xᵀ = Bᵀ. */
    private static Matrix triangularSolve(TriangularSolve p, Matrix a, Matrix b) {
        var op = p.op() == Op.NONE ? a : p.op() == Op.TRANSPOSE ? a.transpose() : a.transpose().conjugate();
        boolean lower = p.lower() == (p.op() == Op.NONE);
        if (p.leftSide()) {
            substitute(op, b, lower, p.unitDiagonal());
            return b;
        }
        var t = b.transpose();
        substitute(op.transpose(), t, !lower, p.unitDiagonal());
        return t.transpose();
    }
}
