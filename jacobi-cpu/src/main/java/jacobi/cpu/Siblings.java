package jacobi.cpu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Stmt;

/**
 * Gives all folds of one nest that have the same extents, and hold no folds, the same variables: they are then written as one
 * loop, and what they read is read once.
 */
final class Siblings {
    private Siblings() {}

    /** The nest with the same variables in all folds of the same extents that hold no folds. */
    static Stmt.Nest nest(Stmt.Nest nest, Exprs exprs) {
        int[] folds = {0};
        Weight.each(Stmts.exprs(nest.stores()), e -> folds[0] += e instanceof Expr.Fold ? 1 : 0);
        if (folds[0] < 2) return nest;
        Map<List<Long>, List<Index>> shared = new HashMap<>();
        var rewrite = new Rewrite(exprs) {
            @Override Expr fold(Expr.Fold f) {
                if (!isPlain(f)) return super.fold(f);
                var over = shared.computeIfAbsent(f.over().stream().map(Index::extent).toList(), _ -> f.over());
                return over.equals(f.over()) ? f : exprs.fold(f.monoid(), over, renamed(f, over, exprs));
            }
        };
        return new Stmt.Nest(nest.domain(), nest.stores().stream().map(rewrite::store).toList());
    }

    private static boolean isPlain(Expr.Fold f) { return !Weight.hasFolds(List.of(f.body())); }

    private static Expr renamed(Expr.Fold f, List<Index> over, Exprs exprs) {
        return new Rewrite(exprs) {
            @Override Ix index(Index i) {
                int k = f.over().indexOf(i);
                return Ix.of(k < 0 ? i : over.get(k));
            }
        }.expr(f.body());
    }
}
