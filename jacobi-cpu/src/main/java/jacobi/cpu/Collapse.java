package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Stmt;

/**
 * Makes one loop variable of two neighbours that run over memory as one would: in the domains of nests and in folds. Afterwards
 * an elementwise nest over contiguous arrays has one variable, whatever its rank was.
 */
final class Collapse {
    private final Exprs exprs;

    private Collapse(Exprs exprs) { this.exprs = exprs; }

    static Stmt.Nest nest(Stmt.Nest nest, Exprs exprs) { return new Collapse(exprs).collapse(nest); }

    private Stmt.Nest collapse(Stmt.Nest nest) {
        nest = new Stmt.Nest(nest.domain().stream().filter(i -> i.extent() != 1).toList(),
                nest.stores());   // as indices they are 0
        for (int i = nest.domain().size() - 2; i >= 0; i--) nest = domain(nest, i);
        var folds = new Rewrite(exprs) {
            @Override Expr fold(Expr.Fold f) { return Collapse.this.fold(f, expr(f.body())); }
        };
        return new Stmt.Nest(nest.domain(), nest.stores().stream().map(folds::store).toList());
    }

    /** The nest with variables i and i + 1 made one, if they can be. */
    private Stmt.Nest domain(Stmt.Nest nest, int i) {
        Index outer = nest.domain().get(i), inner = nest.domain().get(i + 1);
        var stores = nest.stores();
        if (!stores.stream().allMatch(s -> runAsOne(s.at(), outer, inner) && (s.mask() == null || !s.mask().uses(outer)
                && !s.mask().uses(inner)))) return nest;
        if (!runAsOne(Stmts.exprs(stores), outer, inner)) return nest;
        var one = new Index(inner.toString(), outer.extent() * inner.extent());
        var rewrite = merging(outer, inner, one);
        return new Stmt.Nest(merged(nest.domain(), i, one), stores.stream().map(rewrite::store).toList());
    }

    private Rewrite merging(Index outer, Index inner, Index one) {
        return new Rewrite(exprs) {
            @Override Ix index(Index i) { return i == outer ? Ix.ZERO : i == inner ? Ix.of(one) : Ix.of(i); }
        };
    }

    private static List<Index> merged(List<Index> variables, int i, Index one) {
        var merged = new ArrayList<>(variables);
        merged.set(i, one);
        merged.remove(i + 1);
        return merged;
    }

    private Expr fold(Expr.Fold f, Expr body) {
        var over = f.over();
        for (int i = over.size() - 2; i >= 0; i--) {
            Index outer = over.get(i), inner = over.get(i + 1);
            if (!runAsOne(List.of(body), outer, inner)) continue;
            var one = new Index(inner.toString(), outer.extent() * inner.extent());
            body = merging(outer, inner, one).expr(body);
            over = merged(over, i, one);
        }
        return exprs.fold(f.monoid(), over, body);
    }

    private static boolean runAsOne(Collection<Expr> values, Index outer, Index inner) {
        boolean[] all = {true};
        Weight.each(values, e -> {
            switch (e) {
                case Expr.Load l -> all[0] &= runAsOne(l.at(), outer, inner);
                case Expr.Count c -> all[0] &= runAsOne(c.index(), outer, inner);
                case Expr.Running r -> all[0] &= r.along() != outer && r.along() != inner;
                default -> {}
            }
        });
        return all[0];
    }

    /** Whether the outer variable makes the steps that the inner one would make if it went on. */
    static boolean runAsOne(Ix x, Index outer, Index inner) {
        if (x.factor(outer) != x.factor(inner) * inner.extent()) return false;
        for (var t : x.terms()) {
            boolean fits = switch (t.atom()) {
                case Index _ -> true;
                case Atom.Div d -> runAsOne(d.of(), outer, inner);
                case Atom.Mod m -> runAsOne(m.of(), outer, inner);
                case Atom.Of _ -> true;
            };
            if (!fits) return false;
        }
        return true;
    }
}
