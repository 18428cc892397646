package jacobi.cpu;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import jacobi.core.*;
import jacobi.lax.BroadcastInDim;
import jacobi.lax.Case;
import jacobi.lax.Scan;
import jacobi.lax.While;

/** Small changes of programs that passes share. */
final class Programs {
    private Programs() {}

    /** The programs that an equation holds. */
    static List<Program> regions(Equation e) {
        return switch (e.primitive()) {
            case While w -> List.of(w.condition(), w.body());
            case Scan s -> List.of(s.body());
            case Case c -> c.branches();
            default -> List.of();
        };
    }

    /** An equation with other programs in the place of those it holds: itself, if they are the same. */
    static Equation mapRegions(Equation e, UnaryOperator<Program> f) {
        var p = mapRegions(e.primitive(), f);
        return p == e.primitive() ? e : new Equation(p, e.operands(), e.results(), e.caller());
    }

    /** An equation that takes other operands: itself, if no operand has another name. */
    static Equation renamed(Equation e, Map<Var, Atom> names) {
        var operands = named(e.operands(), names);
        return operands == e.operands() ? e : new Equation(e.primitive(), operands, e.results(), e.caller());
    }

    /** What stands for some atoms: the same list, if nothing stands for any of them. */
    static List<Atom> named(List<Atom> atoms, Map<Var, Atom> names) {
        Atom[] other = null;
        for (int i = 0; i < atoms.size(); i++) {
            var a = atoms.get(i);
            var name = a instanceof Var v ? names.getOrDefault(v, v) : a;
            if (name == a) continue;
            if (other == null) other = atoms.toArray(Atom[]::new);
            other[i] = name;
        }
        return other == null ? atoms : List.of(other);
    }

    /** Puts a program's equations in the place of one: adds them to a list, and notes what stands for its results. */
    static void splice(Program p, Equation e, List<Equation> into, Map<Var, Atom> names) {
        var results = splice(p, e.operands(), e.caller(), into);
        for (int i = 0; i < e.results().size(); i++) names.put(e.results().get(i), results.get(i));
    }

    /** Adds a program's equations, of some operands, to a list; what stands for its results. */
    static List<Atom> splice(Program p, List<Atom> operands, Caller caller, List<Equation> into) {
        Map<Var, Atom> inner = new HashMap<>();
        for (int i = 0; i < p.inputs().size(); i++) inner.put(p.inputs().get(i), operands.get(i));
        for (var q : p.equations()) into.add(new Equation(q.primitive(), named(q.operands(), inner), q.results(), caller));
        return named(p.results(), inner);
    }

    /** The equations that variables are results of. */
    static Map<Var, Equation> definitions(Program p) {
        Map<Var, Equation> definitions = new IdentityHashMap<>();
        for (var e : p.equations()) for (var v : e.results()) definitions.put(v, e);
        return definitions;
    }

    /** The number that an equation stretches to a shape, or null; also of no equation. */
    static Literal stretched(Equation e) {
        return e != null && e.primitive() instanceof BroadcastInDim && e.operands().getFirst() instanceof Literal l ? l : null;
    }

    /** Whether a program has values of some dtypes. */
    static boolean has(Predicate<DType> some, Program p) {
        if (has(some, p.inputs())) return true;
        for (var e : p.equations()) if (has(some, e)) return true;
        return false;
    }

    /** Whether an equation, or a program that it holds, has values of some dtypes. */
    static boolean has(Predicate<DType> some, Equation e) {
        return any(e, q -> has(some, q.operands()) || has(some, q.results()));
    }

    private static boolean has(Predicate<DType> some, List<? extends Atom> atoms) {
        for (var a : atoms) if (some.test(a.type().dtype())) return true;
        return false;
    }

    /** How often each variable is used, results counted. */
    static Map<Var, Integer> uses(Program p) {
        Map<Var, Integer> uses = new IdentityHashMap<>();
        for (var e : p.equations()) for (var a : e.operands()) if (a instanceof Var v) uses.merge(v, 1, Integer::sum);
        for (var a : p.results()) if (a instanceof Var v) uses.merge(v, 1, Integer::sum);
        return uses;
    }

    /** Whether something holds of an equation, or of one in the programs that it holds. */
    static boolean any(Equation e, Predicate<Equation> test) {
        if (test.test(e)) return true;
        for (var p : regions(e)) for (var q : p.equations()) if (any(q, test)) return true;
        return false;
    }

    /** Whether an equation, or one in the programs that it holds, does more than to compute its results. */
    static boolean hasEffects(Equation e) { return any(e, q -> !q.primitive().effects().isEmpty()); }

    private static Primitive mapRegions(Primitive p, UnaryOperator<Program> f) {
        return switch (p) {
            case While w -> {
                Program condition = f.apply(w.condition()), body = f.apply(w.body());
                yield condition == w.condition() && body == w.body() ? w : w.with(condition, body);
            }
            case Scan s -> {
                var body = f.apply(s.body());
                yield body == s.body() ? s : new Scan(body, s.carries(), s.slices(), s.length(), s.reverse());
            }
            case Case c -> {
                var branches = c.branches().stream().map(f).toList();
                yield branches.equals(c.branches()) ? c : new Case(branches);
            }
            default -> p;
        };
    }

    /** The same program with variables of its own. Regions, being closed, stay as they are. */
    static Program renamed(Program p) {
        Map<Var, Var> names = new HashMap<>();
        var inputs = p.inputs().stream().map(v -> fresh(v, names)).toList();
        var equations = p.equations().stream().map(e -> new Equation(e.primitive(), atoms(e.operands(), names), e.results()
                .stream().map(v -> fresh(v, names)).toList(), e.caller())).toList();
        return new Program(inputs, equations, atoms(p.results(), names));
    }

    private static Var fresh(Var v, Map<Var, Var> names) {
        var other = new Var(v.type());
        names.put(v, other);
        return other;
    }

    private static List<Atom> atoms(List<Atom> atoms, Map<Var, Var> names) {
        return atoms.stream().map(a -> a instanceof Var v ? names.get(v) : a).toList();
    }
}
