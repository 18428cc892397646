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
    private final Map<Memory, Integer> types = new IdentityHashMap<>();

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

    private int number(List<Object> form) {
        var number = kinds.get(form);
        if (number == null) kinds.put(form, number = kinds.size());
        return number;
    }

    private List<Object> form(Expr e) {
        return switch (e) {
            case Expr.Load l when l.mask() == null -> List.of("load", type(l.memory()), form(l.at()));
            case Expr.Num n -> List.of("num", n.dtype());
            case Expr.Apply a -> {
                var form = new ArrayList<Object>(2 + a.operands().size());
                form.add(a.function());
                form.add(a.dtype());
                for (var o : a.operands()) form.add(kind(o));
                yield form;
            }
            case Expr.MulAdd m -> List.of(m.minusProduct(), m.minusAddend(), kind(m.a()), kind(m.b()), kind(m.c()));
            case Expr.Load _, Expr.Count _, Expr.Fold _, Expr.ArgFold _, Expr.Running _, Expr.Checked _ -> List.of(e);
        };
    }

    /** A place but for its constant. */
    static Ix form(Ix at) { return at.plus(-at.constant()); }

    private int type(Memory m) {
        var type = types.get(m);
        if (type == null) types.put(m, type = number(List.of(m.dtype(), m.size(), m.place() == Memory.Place.ARGUMENT)));
        return type;
    }

    /** The operands of an expression that has some to be compared: those at one position of several like ones are a tuple. */
    static List<Expr> operands(Expr e) { return e instanceof Expr.Apply || e instanceof Expr.MulAdd ? e.parts() : List.of(); }
}
