package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.ArrayType;
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
        var type = e.result().type();
        this.dtype = type.dtype();
        this.batch = new Index("b", type.shape().slice(0, type.rank() - 2).size());
    }

    /** Whether an equation is one of these, of f32 or f64 and not empty. */
    static boolean fits(Equation e) {
        var a = e.operands().getFirst().type();
        if (a.dtype() != DType.F32 && a.dtype() != DType.F64 || e.result().type().size() == 0) return false;
        long n = a.dim(a.rank() - 1);
        return switch (e.primitive()) {
            case Cholesky _, TriangularSolve _ -> n <= LARGEST;
            case Solve s -> n <= LARGEST && n * n * (n + unrolled(sides(e, true))) <= MOST;
            default -> false;
        };
    }

    static void write(Region region, Equation e) {
        var small = new SmallMatrices(region, e);
        switch (e.primitive()) {
            case Cholesky _ -> small.cholesky(e);
            case TriangularSolve t -> small.triangular(t, e);
            case Solve s -> small.solve(s, e);
            default -> throw JacobiError.bug("%s is not solved by small matrices", e.primitive().mnemonic());
        }
    }

    private static long order(Equation e) {
        ArrayType a = e.operands().getFirst().type();
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
        int n = (int) order(e);
        var a = new Expr[n][n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                Ix row = Ix.of(transposed ? j : i), column = Ix.of(transposed ? i : j);
                a[i][j] = exprs.load(source.memory(), place(source, n, n, row, column), null);
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

    /** Elimination with the largest pivot of each column; right-hand sides take the same steps. */
    private void solve(Solve s, Equation e) {
        var a = matrix(e, s.transposed());
        int n = a.length;
        var steps = new ArrayList<Steps>();
        for (int k = 0; k < n; k++) {
            for (int i = k + 1; i < n; i++) steps.add(exchange(a, k, i));
            var scale = inverse(a[k][k]);
            for (int i = k + 1; i < n; i++) steps.add(eliminate(a, k, i, times(a[i][k], scale)));
        }
        var inverses = inverses(a);
        sides(e, true, x -> {
            steps.forEach(step -> step.apply(x));
            substitute(a, inverses, false, x);
        });
    }

    /** Exchanges rows k and i where i has the larger element in column k. */
    private Steps exchange(Expr[][] a, int k, int i) {
        var larger = exprs.apply(Compare.GT, exprs.apply(Unary.ABS, a[i][k]), exprs.apply(Unary.ABS, a[k][k]));
        for (int j = k; j < a.length; j++) {
            Expr upper = a[k][j], lower = a[i][j];
            a[k][j] = choose(larger, lower, upper);
            a[i][j] = choose(larger, upper, lower);
        }
        return x -> {
            Expr upper = x[k], lower = x[i];
            x[k] = choose(larger, lower, upper);
            x[i] = choose(larger, upper, lower);
        };
    }

    private Steps eliminate(Expr[][] a, int k, int i, Expr factor) {
        for (int j = k + 1; j < a.length; j++) a[i][j] = less(a[i][j], factor, a[k][j]);
        return x -> x[i] = less(x[i], factor, x[k]);
    }

    /**
     * Solves for every right-hand side: a few are written out, many are a loop. @param left whether they are columns, not rows
     */
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
