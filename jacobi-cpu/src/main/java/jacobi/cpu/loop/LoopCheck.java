package jacobi.cpu.loop;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jacobi.core.DType;
import jacobi.core.JacobiError;

/**
 * The check that loops are well formed: variables are bound where they are used, places lie within their memories unless a mask
 * guards them, and what is
 * stored has the memory's dtype.
 */
public final class LoopCheck {
    private final Set<Index> bound = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Expr> checked = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Expr, Set<Index>> binds = new IdentityHashMap<>();

    private LoopCheck() {}

    /** @throws IllegalStateException saying what is wrong: a bug of ours; returns true, to serve in an {@code assert} */
    public static boolean check(List<Stmt> body) {
        new LoopCheck().block(body);
        return true;
    }

    private void block(List<Stmt> body) { for (var s : body) statement(s); }

    private void statement(Stmt statement) {
        switch (statement) {
            case Stmt.Nest n -> within(n.domain(), () -> n.stores().forEach(this::store));
            case Stmt.Shared s -> {
                within(List.of(s.block()), () -> s.each().forEach(this::statement));
                s.last().forEach(this::statement);
            }
            case Stmt.While w -> {
                block(w.condition());
                require(w.test().dtype() == DType.PRED, "a loop's test is %s", w.test().dtype());
                expr(w.test());
                block(w.body());
            }
            case Stmt.Counted c -> within(List.of(c.index()), () -> block(c.body()));
            case Stmt.Parallel p -> within(List.of(p.index()), () -> block(p.body()));
            case Stmt.Switch s -> {
                expr(s.index());
                s.branches().forEach(this::block);
            }
            case Stmt.Copy c -> require(c.from().bytes() == c.to().bytes(), "%s is copied to %s of another size", c.from(),
                    c.to());
            case Stmt.Point p -> require(p.slot().place() == Memory.Place.SLOT && p.slot().bytes() == p.to().bytes(),
                    "%s points to %s", p.slot(), p.to());
            case Stmt.Swap s -> require(s.a().place() == Memory.Place.SLOT && s.b().place() == Memory.Place.SLOT,
                    "%s and %s are swapped", s.a(), s.b());
            case Stmt.Call c -> c.arguments().forEach(a -> {
                if (a instanceof Stmt.At at) place(at.memory(), at.at(), null);
            });
        }
    }

    private void within(List<Index> variables, Runnable body) {
        for (var i : variables) require(bound.add(i), "variable %s is bound twice", i);
        body.run();
        variables.forEach(bound::remove);
        checked.clear();
    }

    private void store(Stmt.Store s) {
        require(s.value().dtype() == s.memory().dtype(), "%s is stored into %s of %s", s.value().dtype(), s.memory(), s.memory()
                .dtype());
        require(s.memory().place() != Memory.Place.ARGUMENT, "argument %s is written", s.memory());
        place(s.memory(), s.at(), s.mask());
        expr(s.value());
        if (s.mask() != null) expr(s.mask());
    }

    private void place(Memory memory, Ix at, Expr mask) {
        index(at);
        boolean runs = bound.stream().allMatch(i -> i.extent() > 0);
        if (mask == null && runs) require(at.low() >= 0 && at.high() < Math.max(1, memory.size()),
                "place %s of %s, which has %d elements", at, memory, memory.size());
    }

    private void index(Ix x) {
        for (var t : x.terms()) {
            switch (t.atom()) {
                case Index i -> require(bound.contains(i), "variable %s is not bound", i);
                case Atom.Div d -> index(d.of());
                case Atom.Mod m -> index(m.of());
                case Atom.Of v -> {
                    require(v.value().dtype() == DType.S64, "an index of %s", v.value().dtype());
                    expr(v.value());
                }
            }
        }
    }

    private void expr(Expr e) {
        if (!checked.add(e)) return;
        switch (e) {
            case Expr.Load l -> place(l.memory(), l.at(), l.mask());
            case Expr.Count c -> index(c.index());
            case Expr.Fold f -> fold(f.over(), f.body());
            case Expr.ArgFold f -> fold(List.of(f.over()), f.body());
            case Expr.Running r -> {
                require(bound.contains(r.along()), "variable %s is not bound", r.along());
                require(!r.start().uses(r.along()), "running results along %s start with what depends on it", r.along());
            }
            case Expr.Num _, Expr.Apply _, Expr.MulAdd _, Expr.Checked _ -> {}
        }
        if (!(e instanceof Expr.Fold) && !(e instanceof Expr.ArgFold)) e.parts().forEach(this::expr);
    }

    private void fold(List<Index> over, Expr body) {
        for (var i : over) require(bound.add(i) && !binds(body).contains(i), "variable %s is bound twice", i);
        expr(body);
        over.forEach(bound::remove);
    }

    /** The variables that folds within an expression bind. */
    private Set<Index> binds(Expr e) {
        var known = binds.get(e);
        if (known != null) return known;
        var all = new HashSet<Index>();
        if (e instanceof Expr.Fold f) all.addAll(f.over());
        if (e instanceof Expr.ArgFold f) all.add(f.over());
        if (e instanceof Expr.Load l) binds(l.at(), all);
        if (e instanceof Expr.Count c) binds(c.index(), all);
        for (var p : e.parts()) all.addAll(binds(p));
        binds.put(e, all.isEmpty() ? Set.of() : all);
        return all;
    }

    private void binds(Ix x, Set<Index> all) {
        for (var t : x.terms()) {
            switch (t.atom()) {
                case Index _ -> {}
                case Atom.Div d -> binds(d.of(), all);
                case Atom.Mod m -> binds(m.of(), all);
                case Atom.Of v -> all.addAll(binds(v.value()));
            }
        }
    }

    private static void require(boolean holds, String format, Object... args) {
        if (!holds) throw JacobiError.bug("loops: " + format, args);
    }
}
