package jacobi.cpu;

import java.util.List;
import jacobi.core.Equation;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.ArgReduce;

/**
 * Writes out the short folds that stand within folds, such as the three squares of a distance in a sum over all pairs.
 * Afterwards such a fold of folds is one fold of plain functions, which can be broken into blocks and shared.
 */
final class WrittenOut {
    /** Values that may be combined by as many expressions. */
    private static final long MOST = FoldWriter.UNROLLED;

    private final Exprs exprs;

    private WrittenOut(Exprs exprs) { this.exprs = exprs; }

    /** Whether a reduction of so many values can stand within a fold; others get memory. */
    static boolean fits(Equation e, long size) { return size <= MOST && !(e.primitive() instanceof ArgReduce); }

    static Stmt.Nest nest(Stmt.Nest nest, Exprs exprs) {
        if (!Weight.hasFolds(Stmts.exprs(nest.stores()))) return nest;
        var outside = new WrittenOut(exprs).rewrite(false);
        return new Stmt.Nest(nest.domain(), nest.stores().stream().map(outside::store).toList());
    }

    private Rewrite rewrite(boolean within) {
        return new Rewrite(exprs) {
            @Override Expr fold(Expr.Fold f) {
                var body = (within ? this : rewrite(true)).expr(f.body());
                return within && f.size() <= MOST ? writtenOut(f, f.over(), body) : exprs.fold(f.monoid(), f.over(), body);
            }

            @Override Expr argFold(Expr.ArgFold f) {
                return exprs.argFold(f.extreme(), f.over(), (within ? this : rewrite(true)).expr(f.body()));
            }
        };
    }

    private Expr writtenOut(Expr.Fold f, List<Index> over, Expr body) {
        if (over.isEmpty()) return body;
        var first = over.getFirst();
        Expr all = null;
        for (long n = 0; n < first.extent(); n++) {
            var one = writtenOut(f, over.subList(1, over.size()), at(body, first, n));
            all = all == null ? one : exprs.apply(f.monoid().operation(), all, one);
        }
        return all == null ? exprs.num(f.monoid().neutral(f.dtype())) : all;
    }

    private Expr at(Expr body, Index variable, long value) {
        return new Rewrite(exprs) {
            @Override Ix index(Index i) { return i == variable ? Ix.ZERO.plus(value) : Ix.of(i); }
        }.expr(body);
    }
}
