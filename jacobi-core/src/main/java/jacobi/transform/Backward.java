package jacobi.transform;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jacobi.core.*;
import jacobi.lax.Custom;

/** The backward pass: cotangents of results become cotangents of inputs, equation by equation from the last to the first. */
public final class Backward {
    private Backward() {}

    /**
     * The cotangents of the inputs of a linear program.
     * @param x  the inputs; null where the program is taken as linear
     * @param ct the cotangents of the results; null where zero
     * @return one for each input; null where x is not, or where it is zero
     */
    public static Array[] of(Program program, Array[] x, Array[] ct) {
        Map<Var, Array> known = new HashMap<>(), cotangents = new HashMap<>();
        for (int i = 0; i < x.length; i++) if (x[i] != null) known.put(program.inputs().get(i), x[i]);
        for (int i = 0; i < ct.length; i++) if (ct[i] != null
                && program.results().get(i) instanceof Var v) cotangents.merge(v, ct[i], Array::plus);
        backward(ahead(program.equations(), known), known, cotangents);
        return program.inputs().stream().map(cotangents::get).toArray(Array[]::new);
    }

    /**
     * The program of {@link #of}: inputs are cotangents of all results, then the inputs that are not linear; results are
     * cotangents of the linear inputs.
     */
    public static Program program(Program program, boolean[] linear) {
        int results = program.results().size();
        var types = Active.concat(program.resultTypes(), Active.select(program.inputTypes(), Active.not(linear)));
        return Active.closed(Recording.of(types, false, in -> {
            var x = Active.spread(Arrays.copyOfRange(in, results, in.length), Active.not(linear));
            var cts = Active.select(of(program, x, Arrays.copyOf(in, results)), linear);
            var inputs = Active.select(program.inputTypes(), linear);
            for (int i = 0; i < cts.length; i++) cts[i] = Active.orZero(cts[i], inputs[i]);
            return cts;
        }));
    }

    /** Computes what does not depend on linear inputs, and returns the equations that do. */
    private static List<Equation> ahead(List<Equation> equations, Map<Var, Array> known) {
        return equations.stream().filter(e -> {
            if (!e.operands().stream().allMatch(a -> a instanceof Literal || known.containsKey(a))) return true;
            var y = e.primitive().bindAll(e.operands().stream().map(a -> value(a, known)).toArray(Array[]::new));
            for (int i = 0; i < y.length; i++) known.put(e.results().get(i), y[i]);
            return false;
        }).toList();
    }

    /** Runs linear equations backwards. Cotangents are added up in the map, and taken out of it once they are complete. */
    static void backward(List<Equation> equations, Map<Var, Array> known, Map<Var, Array> cotangents) {
        for (var e : equations.reversed()) {
            var ct = new Array[e.results().size()];
            boolean any = false;
            for (int i = 0; i < ct.length; i++) any |= (ct[i] = cotangents.remove(e.results().get(i))) != null;
            if (any) spread(e, ct, known, cotangents);
        }
    }

    private static void spread(Equation e, Array[] ct, Map<Var, Array> known, Map<Var, Array> cotangents) {
        int n = e.operands().size();
        var x = new Array[n];
        for (int i = 0; i < n; i++) x[i] = value(e.operands().get(i), known);
        var cts = transposed(e, ct, x);
        for (int i = 0; i < n; i++) if (cts[i] != null && x[i] == null) cotangents.merge((Var) e.operands().get(i), cts[i],
                Array::plus);
    }

    private static Array[] transposed(Equation e, Array[] ct, Array[] x) {
        if (!(e.primitive() instanceof Custom)) return e.primitive().transpose(ct, x, e.operandTypes());
        try (var _ = Frame.each()) {
            return e.primitive().transpose(ct, x, e.operandTypes());
        }
    }

    private static Array value(Atom atom, Map<Var, Array> known) {
        return switch (atom) {
            case Var v -> known.get(v);
            case Literal l -> l.constant().bind();
        };
    }
}
