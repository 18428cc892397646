package jacobi.cpu;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import jacobi.core.DType;
import jacobi.core.Primitive;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.lax.Binary;
import jacobi.lax.Convert;
import jacobi.lax.Unary;

/** What expressions cost, roughly, in instructions on one vector. */
final class Weight {
    private static final double CALL = 20, RUNNING = 12;
    /** A half to f32, back, or to bf16: the former also where memory could have been an operand. */
    private static final double WIDEN = 2.5, ROUND = 2, ROUND_BF16 = 7;

    private Weight() {}

    private interface Visitor { void visit(Expr e); }

    /** Visits every expression of a graph once; what is folded is visited too. */
    static void each(Collection<Expr> roots, java.util.function.Consumer<Expr> visitor) {
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var r : roots) each(r, seen, visitor);
    }

    private static void each(Expr e, Set<Expr> seen, java.util.function.Consumer<Expr> visitor) {
        if (!seen.add(e)) return;
        visitor.accept(e);
        for (var p : e.parts()) each(p, seen, visitor);
        for (var v : Indexed.values(e)) each(v, seen, visitor);
    }

    /** How many expressions there are: what is to be written. */
    static int count(Collection<Expr> roots) {
        int[] count = {0};
        each(roots, _ -> count[0]++);
        return count[0];
    }

    /** Instructions for one point, those within folds counted as often as they run. */
    static double of(Collection<Expr> roots) { return beside(roots, List.of()); }

    /** Instructions for one point beside those for expressions that are at hand. */
    static double beside(Collection<Expr> roots, Collection<? extends Expr> known) {
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.addAll(known);
        double sum = 0;
        for (var r : roots) sum += of(r, seen);
        return sum;
    }

    /** Instructions for one value of a variable in a loop over it: what does not depend on it is computed before the loop. */
    static double of(Collection<Expr> roots, Index i) {
        if (i == null) return of(roots);
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        double before = 0;
        for (var e : invariants(roots, i)) before += of(e, seen);
        double within = 0;
        for (var r : roots) within += of(r, seen);
        return within + before / i.extent();
    }

    /** The largest expressions that do not depend on a variable. */
    private static Set<Expr> invariants(Collection<Expr> roots, Index i) {
        Set<Expr> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            var e = open.pop();
            if (!seen.add(e)) continue;
            if (!e.uses(i)) {
                found.add(e);
                continue;
            }
            open.addAll(e.parts());
            open.addAll(Indexed.values(e));
        }
        return found;
    }

    private static double of(Expr e, Set<Expr> seen) {
        if (!seen.add(e)) return 0;
        double parts = 0;
        for (var p : e.parts()) parts += of(p, seen);
        for (var v : Indexed.values(e)) parts += of(v, seen);
        return switch (e) {
            case Expr.Fold f -> f.size() * (parts + 1);
            case Expr.ArgFold f -> f.over().extent() * (parts + 3);
            case Expr.Running _ -> parts + RUNNING;
            case Expr.Apply a -> parts + of(a);
            case Expr.Load _ -> parts + 1;
            case Expr.Num _ -> 0;
            default -> parts + 1;
        };
    }

    private static double of(Expr.Apply a) { return of(a.function(), a.operand(0).dtype()); }

    /** Instructions of a function on operands of a dtype. */
    static double of(Primitive f, DType t) {
        if (ExprWriter.isMath(f, t)) return CALL;
        return switch (f) {
            case Binary b -> switch (b) {
                case REMAINDER -> t.isFloat() ? 14 : 6;
                case DIVIDE -> 6;                             // as many instructions as a quotient by a common divisor
                case POWER, NEXT_AFTER -> 12;
                default -> 1;
            };
            case Unary u -> u == Unary.SQRT || u == Unary.RSQRT ? 6 : 1;
            case Convert c -> t.isHalf() ? WIDEN : c.dtype() == DType.F16 ? ROUND : c.dtype() == DType.BF16 ? ROUND_BF16 : 1;
            default -> 1;
        };
    }

    /** Whether there is any vector math. */
    static boolean hasMath(List<Expr> roots) { return mathInPlace(roots) > 0; }

    /** How many functions of vector math there are. */
    static int mathInPlace(List<Expr> roots) {
        int[] count = {0};
        each(roots, e -> {
            if (e instanceof Expr.Apply a && ExprWriter.isMath(a)) count[0]++;
        });
        return count[0];
    }

    /** Whether anything is folded, all of it or up to a place. */
    static boolean hasFolds(Collection<Expr> roots) {
        boolean[] found = {false};
        each(roots, e -> found[0] |= e instanceof Expr.Fold || e instanceof Expr.ArgFold
                || e instanceof Expr.Running);
        return found[0];
    }
}
