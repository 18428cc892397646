package jacobi.cpu;

import java.util.IdentityHashMap;
import java.util.Map;
import jacobi.core.JacobiError;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Makes other expressions of expressions: other indices in the place of loop variables, other folds in the place of folds, other
 * memories in the place of memories.
 */
class Rewrite {
    final Exprs exprs;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    Rewrite(Exprs exprs) { this.exprs = exprs; }

    /** What a loop variable becomes. */
    Ix index(Index i) { return Ix.of(i); }

    /** What a fold becomes. */
    Expr fold(Expr.Fold f) { return exprs.fold(f.monoid(), f.over(), expr(f.body())); }

    /** What the place of an extreme becomes. */
    Expr argFold(Expr.ArgFold f) { return exprs.argFold(f.extreme(), f.over(), expr(f.body())); }

    /** What a load becomes. */
    Expr load(Expr.Load l) { return exprs.load(memory(l.memory()), ix(l.at()), expr(l.mask())); }

    /** Which check of the program a check becomes. */
    int check(Expr.Checked c) { return c.check(); }

    /** What a memory becomes. */
    Memory memory(Memory m) { return m; }

    /** Says what an expression becomes, whatever it is made of. */
    final void put(Expr e, Expr other) { done.put(e, other); }

    final Expr expr(Expr e) {
        if (e == null) return null;
        var known = done.get(e);
        if (known == null) done.put(e, known = make(e));
        return known;
    }

    private Expr make(Expr e) {
        return switch (e) {
            case Expr.Num n -> n;
            case Expr.Load l -> load(l);
            case Expr.Apply a -> exprs.apply(a.function(), a.operands().stream().map(this::expr).toArray(Expr[]::new));
            case Expr.MulAdd m -> exprs.mulAdd(expr(m.a()), expr(m.b()), expr(m.c()), m.minusProduct(), m.minusAddend());
            case Expr.Count c -> exprs.count(ix(c.index()), c.dtype());
            case Expr.Fold f -> fold(f);
            case Expr.ArgFold f -> argFold(f);
            case Expr.Running r -> exprs.running(r.monoid(), along(r), expr(r.body()), expr(r.start()));
            case Expr.Checked c -> exprs.checked(expr(c.index()), c.low(), c.high(), check(c), expr(c.mask()));
        };
    }

    /** A variable of running results stays whole, if by another name. */
    private Index along(Expr.Running r) {
        var x = index(r.along());
        if (x.terms().size() == 1 && x.terms().getFirst().atom() instanceof Index i && x.equals(Ix.of(i)) && i.extent() == r
                .along().extent()) return i;
        throw JacobiError.bug("running results along %s cannot go along %s", r.along(), x);
    }

    final Ix ix(Ix x) { return x.map(this::atom); }

    private Ix atom(Atom a) {
        return switch (a) {
            case Index i -> index(i);
            case Atom.Div d -> ix(d.of()).div(d.by());
            case Atom.Mod m -> ix(m.of()).mod(m.by());
            case Atom.Of v -> Ix.of(new Atom.Of(expr(v.value()), v.low(), v.high()));
        };
    }

    final Stmt.Store store(Stmt.Store s) { return new Stmt.Store(memory(s.memory()), ix(s.at()), expr(s.value()),
            expr(s.mask())); }
}
