package jacobi.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Leaves out what need not be computed: equal equations are computed once, results that nobody uses not at all, numbers at
 * once; and simple rules of {@link Algebra}. Loop bodies and branches are simplified too. Afterwards no two equations of a
 * region are equal.
 */
final class Simplify {
    private final Map<Var, Atom> names = new HashMap<>();
    private final Map<List<Object>, List<Var>> known = new HashMap<>();
    private final Map<Var, Equation> definitions = new IdentityHashMap<>();
    private final List<Equation> equations = new ArrayList<>();
    /** How often values of the program are used in it, new ones left out. */
    private final Map<Var, Integer> uses = new IdentityHashMap<>();

    private Simplify() {}

    static Program program(Program p) { return new Simplify().run(live(p)); }

    private Program run(Program p) {
        for (var e : p.equations()) for (var a : e.operands()) count(a);
        for (var a : p.results()) count(a);
        for (var e : p.equations()) add(Programs.renamed(e, names));
        return live(new Program(p.inputs(), equations, Programs.named(p.results(), names)));
    }

    private void count(Atom a) { if (a instanceof Var v) uses.merge(v, 1, Integer::sum); }

    private Atom name(Atom a) { return a instanceof Var v ? names.getOrDefault(v, v) : a; }

    private void add(Equation e) {
        e = unstretched(Programs.mapRegions(e, Simplify::program));
        var constant = constant(e);
        if (constant == null) constant = Algebra.simpler(e, this);
        if (constant != null) rename(e.result(), constant);
        else if (!reuse(e)) {
            for (var v : e.results()) definitions.put(v, e);
            equations.add(e);
        }
    }

    /** What stands for a value is used where the value was. */
    private void rename(Var v, Atom other) {
        names.put(v, other);
        if (other instanceof Var o) uses.merge(o, uses.getOrDefault(v, 0), Integer::sum);
    }

    /** Whether a value has one use at most, as far as is known. */
    boolean isUsedOnce(Atom a) { return uses.getOrDefault(a, 0) <= 1; }

    /** What defines a value in this region, or null. */
    Equation definition(Atom a) { return definitions.get(a); }

    /** A new equation, simplified in its turn. */
    Atom bind(Primitive p, Caller caller, Atom... operands) {
        var types = Arrays.stream(operands).map(Atom::type).toArray(ArrayType[]::new);
        var result = new Var(p.infer(types)[0]);
        add(new Equation(p, List.of(operands), List.of(result), caller));
        return name(result);
    }

    private boolean reuse(Equation e) {
        var key = new ArrayList<Object>(1 + e.operands().size());
        key.add(e.primitive());
        key.addAll(e.operands());
        var same = known.putIfAbsent(key, e.results());
        if (same == null) return false;
        for (int i = 0; i < same.size(); i++) rename(e.results().get(i), same.get(i));
        return true;
    }

    /** Numbers that were stretched to the shape of what they meet meet it as they are. */
    private Equation unstretched(Equation e) {
        if (!(e.primitive() instanceof Elementwise) || e.operands().size() < 2) return e;
        var shape = e.result().type().shape();
        var operands = new ArrayList<Atom>();
        boolean isShaped = false;
        for (var a : e.operands()) {
            operands.add(Programs.stretched(definitions.get(a)) instanceof Literal number ? number : a);
            isShaped |= operands.getLast().type().shape().equals(shape);
        }
        return isShaped && !operands.equals(e.operands()) ? new Equation(e.primitive(), operands, e.results(), e.caller()) : e;
    }

    /** A number, if an elementwise function meets numbers only. */
    private static Atom constant(Equation e) {
        if (!(e.primitive() instanceof Elementwise)) return null;
        for (var a : e.operands()) if (!(a instanceof Literal)) return null;
        var x = e.operands().stream().map(a -> ((Literal) a).constant().bind()).toArray(Array[]::new);
        return new Literal(Constants.of((DenseArray) e.primitive().bind(x)));
    }

    /** Without the equations whose results are not used, and inputs of loops that their bodies do not use. */
    private static Program live(Program p) {
        Set<Var> used = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var a : p.results()) use(a, used);
        var kept = new ArrayList<Equation>();
        for (var e : p.equations().reversed()) {
            if (!isUsed(e, used)) continue;
            if (e.primitive() instanceof Scan s) e = Prune.scan(s, e, used::contains);
            for (var a : e.operands()) use(a, used);
            kept.add(e);
        }
        return new Program(p.inputs(), kept.reversed(), p.results());
    }

    private static boolean isUsed(Equation e, Set<Var> used) {
        for (var v : e.results()) if (used.contains(v)) return true;
        return false;
    }

    private static void use(Atom a, Set<Var> used) { if (a instanceof Var v) used.add(v); }
}
