package jacobi.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jacobi.lax.Custom;

/**
 * Typed, first-order SSA: inputs, equations in an order in which each may be computed, results. It is closed: what it needs
 * from outside is an input. Control flow holds programs as parameters of its primitives.
 */
public record Program(List<Var> inputs, List<Equation> equations, List<Atom> results) {
    public Program {
        inputs = List.copyOf(inputs);
        equations = List.copyOf(equations);
        results = List.copyOf(results);
    }

    public ArrayType[] inputTypes() { return inputs.stream().map(Var::type).toArray(ArrayType[]::new); }
    public ArrayType[] resultTypes() { return results.stream().map(Atom::type).toArray(ArrayType[]::new); }

    /** Binds every equation on the given inputs: runs the program, or puts it into the recording in force, or transforms it. */
    public Array[] apply(Array... arguments) {
        if (arguments.length != inputs.size()) throw JacobiError.bug("a program of %d inputs was given %d", inputs.size(),
                arguments.length);
        Map<Var, Array> values = HashMap.newHashMap(inputs.size() + equations.size());
        for (int i = 0; i < arguments.length; i++) values.put(inputs.get(i), arguments[i]);
        for (var e : equations) {
            var y = e.primitive().bindAll(e.operands().stream().map(a -> value(a, values)).toArray(Array[]::new));
            for (int i = 0; i < y.length; i++) values.put(e.results().get(i), y[i]);
        }
        return results.stream().map(a -> value(a, values)).toArray(Array[]::new);
    }

    private static Array value(Atom atom, Map<Var, Array> values) {
        return switch (atom) {
            case Var v -> values.get(v);
            case Literal l -> l.constant().bind();
        };
    }

    /**
     * Throws if the program is malformed: a value used before it is defined, defined twice, or of another type than its
     * primitive infers.
     */
    public Program check() {
        WellFormed.check(this);
        return this;
    }

    /**
     * What the program says, in a form that equal programs share, however they came to be: variables are named by their order.
     * Lines of the user's are left out, but for equations that may fail with them. Null if the program has a custom primitive
     * whose parameters are unknown.
     */
    public String canonical() {
        return isTransparent() ? Printer.print(this, e -> e.primitive().effects().contains(Effect.CHECK)) : null;
    }

    private boolean isTransparent() {
        return equations.stream().map(Equation::primitive).allMatch(p -> (!(p instanceof Custom) || p.getClass().isRecord())
                && Regions.of(p).stream().allMatch(r -> r.program().isTransparent()));
    }

    /** Programs are compared by identity; {@link #canonical} compares what they say. */
    @Override public boolean equals(Object o) { return this == o; }
    @Override public int hashCode() { return System.identityHashCode(this); }
    @Override public String toString() { return Printer.print(this, _ -> true); }
}
