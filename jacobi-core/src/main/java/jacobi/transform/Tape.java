package jacobi.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jacobi.core.*;

/**
 * The trace that records only what depends on its inputs. Used by {@link Linearize} for tangents, where every equation is
 * linear in them; arrays from outside stand in it as known values.
 */
final class Tape extends Trace {
    private static final class Entry extends Tracer {
        final Var variable;

        Entry(Tape tape, Var variable) {
            super(tape, variable.type());
            this.variable = variable;
        }
    }

    private final List<Equation> equations = new ArrayList<>();
    private final Map<Array, Var> vars = new IdentityHashMap<>();
    private final Map<Var, Array> known = new HashMap<>();

    Tape() { super(false); }

    Array input(ArrayType type) { return new Entry(this, new Var(type)); }

    /** The variable of an array recorded here; null for any other, which as a linear function of the inputs can only be zero. */
    Var variable(Array recorded) { return recorded instanceof Entry e && e.trace() == this ? e.variable : null; }

    /** The arrays from outside, by the variables that stand for them. */
    Map<Var, Array> known() { return known; }

    List<Equation> equations() { return equations; }

    @Override protected Array[] process(Primitive primitive, Array[] operands) {
        var atoms = new ArrayList<Atom>(operands.length);
        var types = new ArrayType[operands.length];
        for (int i = 0; i < operands.length; i++) {
            atoms.add(atom(operands[i]));
            types[i] = operands[i].type();
        }
        var inferred = primitive.infer(types);
        var results = new ArrayList<Var>(inferred.length);
        var traced = new Array[inferred.length];
        for (int i = 0; i < traced.length; i++) {
            results.add(new Var(inferred[i]));
            traced[i] = new Entry(this, results.get(i));
        }
        equations.add(new Equation(primitive, atoms, results, null));
        return traced;
    }

    private Atom atom(Array a) {
        if (a instanceof Entry e && e.trace() == this) return e.variable;
        var v = vars.get(a);
        if (v == null) {
            v = new Var(a.type());
            vars.put(a, v);
            known.put(v, a);
        }
        return v;
    }

    @Override protected Array inner(Tracer tracer) { throw JacobiError.bug("a tangent was asked for its numbers"); }
}
