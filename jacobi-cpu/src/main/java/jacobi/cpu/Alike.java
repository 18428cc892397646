package jacobi.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Tells which expressions do the same with other numbers: the same functions in the same order of loads and numbers of the same
 * dtypes, whichever memories and constants those are.
 */
final class Alike {
    private final Map<List<Object>, Integer> kinds = new HashMap<>();
    private final Map<Expr, Integer> known = new IdentityHashMap<>();

    /** A number that expressions have in common if and only if they are alike. */
    int kind(Expr e) {
        var kind = known.get(e);
        if (kind == null) known.put(e, kind = number(form(e)));
        return kind;
    }

    /** A number that stores have in common whose values are alike and go to like places of memories of one type. */
    int kind(Stmt.Store s) {
        return number(List.of("store", type(s.memory()), form(s.at()), kind(s.value())));
    }

    private int number(List<Object> form) { return kinds.computeIfAbsent(form, _ -> kinds.size()); }

    private List<Object> form(Expr e) {
        var form = new ArrayList<Object>();
        switch (e) {
            case Expr.Load l when l.mask() == null -> form.addAll(List.of("load", type(l.memory()), form(l.at())));
            case Expr.Num n -> form.addAll(List.of("num", n.dtype()));
            case Expr.Apply a -> {
                form.addAll(List.of("apply", a.function(), a.dtype()));
                a.operands().forEach(o -> form.add(kind(o)));
            }
            case Expr.MulAdd m -> form.addAll(List.of("muladd", m.minusProduct(), m.minusAddend(), kind(m.a()), kind(m.b()),
                    kind(m.c())));
            case Expr.Load _, Expr.Count _, Expr.Fold _, Expr.ArgFold _, Expr.Checked _ -> form.add(e);
        }
        return form;
    }

    /** A place but for its constant. */
    static Ix form(Ix at) { return at.plus(-at.constant()); }

    private static List<Object> type(Memory m) { return List.of(m.dtype(), m.size(), m.place() == Memory.Place.ARGUMENT); }

    /** The operands of an expression that has some to be compared: those at one position of several like ones are a tuple. */
    static List<Expr> operands(Expr e) { return e instanceof Expr.Apply || e instanceof Expr.MulAdd ? e.parts() : List.of(); }
}
