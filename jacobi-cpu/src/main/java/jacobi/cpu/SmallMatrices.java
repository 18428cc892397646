package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.DType;
import jacobi.core.Equation;
import jacobi.core.JacobiError;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Binary;
import jacobi.lax.Cholesky;
import jacobi.lax.Compare;
import jacobi.lax.Constant;
import jacobi.lax.Lu;
import jacobi.lax.Select;
import jacobi.lax.Solve;
import jacobi.lax.TriangularSolve;
import jacobi.lax.Unary;

/**
 * Lowers factorisations and solves of small matrices to straight code, written out element by element: a nest over the matrices
 * of the batch, which run side by side in vectors; or over many right-hand sides of each, with what depends on the matrix alone
 * before their loop.
 */
final class SmallMatrices {
    /** The largest matrices, and how many multiplications their elimination may take to be written out. */
    private static final long LARGEST = 8, MOST = 640;
    /** Right-hand sides from which on they are a loop. */
    private static final long MANY = 8;

    private final Region region;
    private final Exprs exprs;
    private final DType dtype;
    private final Index batch;

    private SmallMatrices(Region region, Equation e) {
        this.region = region;
        this.exprs = region.lower.exprs;
        var type = e.results().getFirst().type();
        this.dtype = type.dtype();
        this.batch = new Index("b", type.shape().slice(0, type.rank() - 2).size());
    }

    /** Whether an equation is one of these, of f32 or f64 and not empty. */
    static boolean fits(Equation e) {
        var a = e.operands().getFirst().type();
        if (a.dtype() != DType.F32 && a.dtype() != DType.F64 || e.results().getFirst().type().size() == 0) return false;
        long m = a.dim(a.rank() - 2), n = a.dim(a.rank() - 1);
        return switch (e.primitive()) {
            case Lu _ -> m <= LARGEST && n <= LARGEST && m * n * Math.min(m, n) <= MOST;
            case Cholesky _, TriangularSolve _ -> n <= LARGEST;
            case Solve _ -> n <= LARGEST && n * n * (n + unrolled(sides(e, true))) <= MOST;
            default -> false;
        };
    }

    static void write(Region region, Equation e) {
        var small = new SmallMatrices(region, e);
        switch (e.primitive()) {
            case Cholesky _ -> small.cholesky(e);
            case TriangularSolve t -> small.triangular(t, e);
            case Solve s -> small.solve(s, e);
            case Lu _ -> small.lu(e);
            default -> throw JacobiError.bug("%s is not solved by small matrices", e.primitive().mnemonic());
        }
    }

    private static long order(Equation e) {
        var a = e.operands().getFirst().type();
        return a.dim(a.rank() - 1);
    }

    /** How many right-hand sides each matrix has. */
    private static long sides(Equation e, boolean left) {
        var b = e.result().type();
        return b.dim(b.rank() - (left ? 1 : 2));
    }

    private static long unrolled(long sides) { return sides < MANY ? sides : 1; }

    // ---- elements

    /** The element of a matrix of the batch, of some rows and columns. */
    private Ix place(Source s, long rows, long columns, Ix i, Ix j) {
        return s.base().plus(Ix.of(batch).times(rows * columns)).plus(i.times(columns)).plus(j);
    }

    private Expr[][] matrix(Equation e, boolean transposed) {
        var source = region.source(e.operands().getFirst());
        var type = e.operands().getFirst().type();
        int m = (int) type.dim(type.rank() - 2), n = (int) order(e);
        var a = new Expr[m][n];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) {
                Ix row = Ix.of(transposed ? j : i), column = Ix.of(transposed ? i : j);
                a[i][j] = exprs.load(source.memory(), place(source, m, n, row, column), null);
            }
        return a;
    }

    private Expr num(double value) { return exprs.num(Constant.of(dtype, value)); }
    private Expr times(Expr a, Expr b) { return exprs.apply(Binary.MULTIPLY, a, b); }
    private Expr inverse(Expr a) { return exprs.apply(Binary.DIVIDE, num(1), a); }
    /** a - b c, in one rounding. */
    private Expr less(Expr a, Expr b, Expr c) { return exprs.apply(Binary.SUBTRACT, a, times(b, c)); }
    private Expr choose(Expr pred, Expr yes, Expr no) { return exprs.apply(Select.SELECT, pred, yes, no); }

    // ---- Cholesky

    private void cholesky(Equation e) {
        int n = (int) order(e);
        var l = matrix(e, false);
        Expr good = exprs.pred(true);
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) for (int k = 0; k < j; k++) l[i][j] = less(l[i][j], l[i][k], l[j][k]);
            good = exprs.and(good, exprs.apply(Compare.GT, l[j][j], num(0)));
            l[j][j] = exprs.apply(Unary.SQRT, l[j][j]);
            var scale = inverse(l[j][j]);
            for (int i = j + 1; i < n; i++) l[i][j] = times(l[i][j], scale);
        }
        var out = region.source(e.result());
        var stores = new ArrayList<Stmt.Store>();
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                var value = i < j ? num(0) : choose(good, l[i][j], num(Double.NaN));
                stores.add(new Stmt.Store(out.memory(), place(out, n, n, Ix.of(i), Ix.of(j)), value));
            }
        region.add(new Stmt.Nest(List.of(batch), stores));
    }

    // ---- systems

    /** What is done to the elements of a right-hand side, in place. */
    private interface Steps { void apply(Expr[] x); }

    private void triangular(TriangularSolve t, Equation e) {
        // X op(A) = B is op(A)ᵀ Xᵀ = Bᵀ
        boolean transposed = t.op() != TriangularSolve.Op.NONE ^ !t.leftSide();
        var a = matrix(e, transposed);
        var inverses = t.unitDiagonal() ? null : inverses(a);
        boolean lower = t.lower() ^ transposed;
        sides(e, t.leftSide(), x -> substitute(a, inverses, lower, x));
    }

    private Expr[] inverses(Expr[][] a) {
        var inverses = new Expr[a.length];
        for (int i = 0; i < inverses.length; i++) inverses[i] = inverse(a[i][i]);
        return inverses;
    }

    /** @param inverses of the diagonal, or null if it is all ones */
    private void substitute(Expr[][] a, Expr[] inverses, boolean lower, Expr[] x) {
        int n = x.length;
        for (int s = 0; s < n; s++) {
            int i = lower ? s : n - 1 - s;
            for (int r = 0; r < s; r++) {
                int k = lower ? r : n - 1 - r;
                x[i] = less(x[i], a[i][k], x[k]);
            }
            if (inverses != null) x[i] = times(x[i], inverses[i]);
        }
    }

    /** Elimination; right-hand sides take the same steps. */
    private void solve(Solve s, Equation e) {
        var a = matrix(e, s.transposed());
        var steps = new ArrayList<Steps>();
        for (int k = 0; k < a.length; k++) {
            var pivot = new Pivot(a, k);
            pivot.exchange(a, k);
            steps.add(pivot::exchange);
            var factors = eliminate(a, k);
            int row = k;
            for (int i = k + 1; i < a.length; i++) {
                int other = i;
                steps.add(x -> x[other] = less(x[other], factors[other], x[row]));
            }
        }
        var inverses = inverses(a);
        sides(e, true, x -> {
            steps.forEach(step -> step.apply(x));
            substitute(a, inverses, false, x);
        });
    }

    /** L and U in one, the exchanges, and the order of rows that they make. */
    private void lu(Equation e) {
        var a = matrix(e, false);
        var exchanges = new ArrayList<Expr>();
        var order = new Expr[a.length];
        for (int i = 0; i < order.length; i++) order[i] = index(i);
        for (int k = 0; k < Math.min(a.length, a[0].length); k++) {
            var pivot = new Pivot(a, k);
            exchanges.add(pivot.row);
            pivot.exchange(a, 0);
            pivot.exchange(order);
            var factors = eliminate(a, k);
            for (int i = k + 1; i < a.length; i++) a[i][k] = factors[i];
        }
        var stores = new ArrayList<Stmt.Store>();
        for (int i = 0; i < a.length; i++) store(e, 0, i, a[i], stores);
        store(e, 1, 0, exchanges.toArray(Expr[]::new), stores);
        store(e, 2, 0, order, stores);
        region.add(new Stmt.Nest(List.of(batch), stores));
    }

    /** Stores a row of a result of the batch. */
    private void store(Equation e, int result, int row, Expr[] values, List<Stmt.Store> stores) {
        var type = e.results().get(result).type();
        var out = region.source(e.results().get(result));
        var first = out.base().plus(Ix.of(batch).times(type.size() / batch.extent())).plus((long) row * values.length);
        for (int j = 0; j < values.length; j++) stores.add(new Stmt.Store(out.memory(), first.plus(j), values[j]));
    }

    private Expr index(long i) { return exprs.num(Constant.of(DType.S32, i)); }

    /** The row, from k on, with the largest element in column k, the first of several; to be exchanged with row k. */
    private final class Pivot {
        final int k;
        final Expr row;
        /** Whether a row below k is it. */
        private final Expr[] chosen;

        Pivot(Expr[][] a, int k) {
            this.k = k;
            Expr row = index(k), largest = exprs.apply(Unary.ABS, a[k][k]);
            for (int i = k + 1; i < a.length; i++) {
                var size = exprs.apply(Unary.ABS, a[i][k]);
                var larger = exprs.apply(Compare.GT, size, largest);
                row = choose(larger, index(i), row);
                largest = choose(larger, size, largest);
            }
            this.row = row;
            chosen = new Expr[a.length];
            for (int i = k + 1; i < a.length; i++) chosen[i] = exprs.apply(Compare.EQ, row, index(i));
        }

        /** Exchanges the elements of the rows from a column on. */
        void exchange(Expr[][] a, int from) {
            for (int j = from; j < a[k].length; j++) {
                var column = new Expr[a.length];
                for (int i = 0; i < column.length; i++) column[i] = a[i][j];
                exchange(column);
                for (int i = 0; i < column.length; i++) a[i][j] = column[i];
            }
        }

        void exchange(Expr[] x) {
            var first = x[k];
            for (int i = k + 1; i < x.length; i++) {
                x[k] = choose(chosen[i], x[i], x[k]);
                x[i] = choose(chosen[i], first, x[i]);
            }
        }
    }

    /** Takes multiples of row k from those below it, from column k + 1 on. @return the factors */
    private Expr[] eliminate(Expr[][] a, int k) {
        var factors = new Expr[a.length];
        var scale = k + 1 < a.length ? inverse(a[k][k]) : null;
        for (int i = k + 1; i < a.length; i++) {
            factors[i] = times(a[i][k], scale);
            for (int j = k + 1; j < a[i].length; j++) a[i][j] = less(a[i][j], factors[i], a[k][j]);
        }
        return factors;
    }

    /** Solves for every right-hand side: a few are written out, many are a loop. @param left whether they are columns */
    private void sides(Equation e, boolean left, Steps solve) {
        long k = sides(e, left);
        var domain = new ArrayList<>(List.of(batch));
        var stores = new ArrayList<Stmt.Store>();
        if (k < MANY) for (long c = 0; c < k; c++) side(e, left, Ix.of(c), solve, stores);
        else {
            var c = new Index("c", k);
            domain.add(c);
            side(e, left, Ix.of(c), solve, stores);
        }
        region.add(new Stmt.Nest(domain, stores));
    }

    private void side(Equation e, boolean left, Ix c, Steps solve, List<Stmt.Store> stores) {
        int n = (int) order(e);
        Source b = region.source(e.operands().get(1)), out = region.source(e.result());
        var x = new Expr[n];
        for (int i = 0; i < n; i++) x[i] = exprs.load(b.memory(), element(e, b, left, i, c), null);
        solve.apply(x);
        for (int i = 0; i < n; i++) stores.add(new Stmt.Store(out.memory(), element(e, out, left, i, c), x[i]));
    }

    private Ix element(Equation e, Source s, boolean left, int i, Ix c) {
        long n = order(e), k = sides(e, left);
        return left ? place(s, n, k, Ix.of(i), c) : place(s, k, n, c, Ix.of(i));
    }
}
