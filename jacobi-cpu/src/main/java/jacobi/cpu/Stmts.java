package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Stmt;

/** Small changes of statements that passes share. */
final class Stmts {
    private Stmts() {}

    /** A statement with other lists of statements in the place of those it holds. */
    static Stmt mapBodies(Stmt s, UnaryOperator<List<Stmt>> f) {
        return switch (s) {
            case Stmt.While w -> new Stmt.While(f.apply(w.condition()), w.test(), f.apply(w.body()), w.rows());
            case Stmt.Counted c -> new Stmt.Counted(c.index(), c.reverse(), f.apply(c.body()));
            case Stmt.Parallel p -> new Stmt.Parallel(p.index(), p.grain(), p.local(), f.apply(p.body()));
            case Stmt.Switch c -> new Stmt.Switch(c.index(), c.branches().stream().map(f).toList());
            case Stmt.Nest _, Stmt.Shared _, Stmt.Copy _, Stmt.Point _, Stmt.Swap _, Stmt.Call _ -> s;
        };
    }

    /** The bodies that a statement runs, in order. */
    static List<List<Stmt>> bodies(Stmt s) {
        return switch (s) {
            case Stmt.While w -> List.of(w.condition(), w.body());
            case Stmt.Counted c -> List.of(c.body());
            case Stmt.Parallel p -> List.of(p.body());
            case Stmt.Switch c -> c.branches();
            case Stmt.Nest _, Stmt.Shared _, Stmt.Copy _, Stmt.Point _, Stmt.Swap _, Stmt.Call _ -> List.of();
        };
    }

    /** All that stores compute: values, masks, and numbers that say where. */
    static List<Expr> exprs(List<Stmt.Store> stores) {
        var exprs = new ArrayList<Expr>();
        for (var s : stores) {
            exprs.add(s.value());
            if (s.mask() != null) exprs.add(s.mask());
            exprs.addAll(Indexed.values(s.at()));
        }
        return exprs;
    }

    private static List<Stmt.Nest> rewrite(List<Stmt.Nest> nests, Rewrite f) {
        return nests.stream().map(n -> rewrite(n, f)).toList();
    }

    private static Stmt.Nest rewrite(Stmt.Nest n, Rewrite f) {
        return new Stmt.Nest(n.domain(), n.stores().stream().map(f::store).toList());
    }

    /** A statement with other expressions, places and memories; what it does not compute stays as it is. */
    static Stmt rewrite(Stmt s, Rewrite f) {
        return switch (s) {
            case Stmt.Nest n -> rewrite(n, f);
            case Stmt.Shared c -> new Stmt.Shared(c.block(), c.grain(), rewrite(c.each(), f), rewrite(c.last(), f));
            case Stmt.While w -> new Stmt.While(w.condition(), f.expr(w.test()), w.body(), w.rows());
            case Stmt.Switch c -> new Stmt.Switch(f.expr(c.index()), c.branches());
            case Stmt.Call c -> new Stmt.Call(c.function(), c.dtype(), c.arguments().stream()
                    .map(a -> a instanceof Stmt.At at ? (Object) new Stmt.At(f.memory(at.memory()), f.ix(at.at())) : a).toList(),
                            c.result() == null ? null : f.memory(c.result()));
            case Stmt.Copy c -> new Stmt.Copy(f.memory(c.from()), f.memory(c.to()));
            case Stmt.Point p -> new Stmt.Point(f.memory(p.slot()), f.memory(p.to()));
            case Stmt.Swap x -> new Stmt.Swap(f.memory(x.a()), f.memory(x.b()));
            case Stmt.Counted _, Stmt.Parallel _ -> s;
        };
    }

    /** Whether a store writes an element that is there. */
    static boolean keeps(Stmt.Store s) {
        return s.value() instanceof Expr.Load l && l.mask() == null && l.memory() == s.memory() && l.at().equals(s.at());
    }
}
