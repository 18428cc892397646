package jacobi.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import jacobi.core.*;

/**
 * Reverse mode's first half: runs a function at a point, and keeps on a tape what is linear in the tangents. The tape runs
 * forwards ({@link #pushforward}) or, transposed, backwards ({@link #pullback}), any number of times.
 */
public final class Linearize {
    /** The trace of values whose tangents are on the tape. */
    private static final class Values extends Trace {
        private static final class Carrier extends Tracer {
            final Array primal, tangent;

            Carrier(Values trace, Array primal, Array tangent) {
                super(trace, primal.type());
                this.primal = primal;
                this.tangent = tangent;
            }
        }

        Values() { super(false); }

        Array carry(Array primal, Array tangent) { return tangent == null ? primal : new Carrier(this, primal, tangent); }
        Array primal(Array a) { return a instanceof Carrier c && c.trace() == this ? c.primal : a; }
        Array tangent(Array a) { return a instanceof Carrier c && c.trace() == this ? c.tangent : null; }

        @Override protected Array[] process(Primitive primitive, Array[] operands) {
            var x = new Array[operands.length];
            var dx = new Array[operands.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = primal(operands[i]);
                dx[i] = tangent(operands[i]);
            }
            var dual = primitive.linearize(x, dx);
            var y = new Array[dual.results().length];
            for (int i = 0; i < y.length; i++) y[i] = carry(dual.results()[i], dual.tangents()[i]);
            return y;
        }

        @Override protected Array inner(Tracer tracer) { return ((Carrier) tracer).primal; }
    }

    private final Array[] results;
    private final List<Var> inputs;
    private final List<Var> outputs;
    private final List<Equation> equations;
    private final Map<Var, Array> known;

    private Linearize(Array[] results, List<Var> inputs, List<Var> outputs, List<Equation> equations, Map<Var, Array> known) {
        this.results = results;
        this.inputs = inputs;
        this.outputs = outputs;
        this.equations = equations;
        this.known = known;
    }

    /** Runs f at x. @param active which inputs get tangents; they must be of inexact dtype */
    public static Linearize of(Jvp.Function f, Array[] x, boolean[] active) {
        try (var values = new Values(); var tape = new Tape()) {
            var inputs = new ArrayList<Var>();
            var carriers = new Array[x.length];
            for (int i = 0; i < x.length; i++) {
                var tangent = active[i] ? tape.input(x[i].type()) : null;
                inputs.add(tangent == null ? null : tape.variable(tangent));
                carriers[i] = values.carry(x[i], tangent);
            }
            var y = f.apply(carriers);
            var outputs = new ArrayList<Var>();
            var results = new Array[y.length];
            for (int i = 0; i < y.length; i++) {
                var tangent = values.tangent(y[i]);
                outputs.add(tangent == null ? null : tape.variable(tangent));
                results[i] = values.primal(y[i]);
            }
            return new Linearize(results, inputs, outputs, tape.equations(), tape.known());
        }
    }

    /** The results of the function. */
    public Array[] results() { return results.clone(); }

    /** Which results depend on active inputs. */
    public boolean[] activeResults() {
        var active = new boolean[outputs.size()];
        for (int i = 0; i < active.length; i++) active[i] = outputs.get(i) != null;
        return active;
    }

    /** The tangents of the results along dx; null where zero. */
    public Array[] pushforward(Array... dx) {
        var values = new HashMap<>(known);
        for (int i = 0; i < dx.length; i++) if (inputs.get(i) != null) values.put(inputs.get(i),
                Active.orZero(dx[i], inputs.get(i).type()));
        for (var e : equations) {
            var y = e.primitive().bindAll(e.operands().stream().map(values::get).toArray(Array[]::new));
            for (int i = 0; i < y.length; i++) values.put(e.results().get(i), y[i]);
        }
        return outputs.stream().map(v -> v == null ? null : values.get(v)).toArray(Array[]::new);
    }

    /** The cotangents of the inputs, from those of the results; null where zero. */
    public Array[] pullback(Array... ct) {
        Map<Var, Array> cotangents = new HashMap<>();
        for (int i = 0; i < ct.length; i++) if (ct[i] != null
                && outputs.get(i) != null) cotangents.merge(outputs.get(i), ct[i], Array::plus);
        try (var _ = Frame.once()) {
            Backward.backward(equations, known, cotangents);
        }
        return inputs.stream().map(v -> v == null ? null : cotangents.get(v)).toArray(Array[]::new);
    }

    /**
     * A program in two parts.
     * @param known inputs of the program to its results, then the residuals that had to be computed
     * @param linear tangents of the active inputs, then all residuals, to the tangents of the active results
     * @param active which results have tangents
     * @param residuals where each residual comes from: the number of an input, or, counted from the number of inputs on, of a
     *                  computed one
     */
    public record Split(Program known, Program linear, boolean[] active, int[] residuals) {
        /** The residuals, from the inputs and the computed ones. */
        public Array[] gather(Array[] inputs, Array[] computed) {
            return Arrays.stream(residuals).mapToObj(r -> r < inputs.length ? inputs[r] : computed[r - inputs.length])
                    .toArray(Array[]::new);
        }

        /**
         * The same with residuals that cost less to keep, where some are computed again from others: for loops, which keep them
         * for every round.
         * @param moving as for {@link Linearize#split}
         */
        public Split cheapest(int moving) { return Rematerialize.of(this, moving); }

        public int computed() { return known.results().size() - active.length; }
    }

    /**
     * Splits a program into what is known without tangents, and what is linear in them.
     * @param active   which inputs have tangents
     * @param demanded which results must have tangents even if they are zero
     * @param moving   how many of the first inputs the caller cannot supply again: a residual that is one of them counts as
     * computed
     */
    public static Split split(Program program, boolean[] active, boolean[] demanded, int moving) {
        var out = new Object() { Program linear; boolean[] active; int[] residuals; };
        var known = Recording.of(program.inputTypes(), false, x -> {
            var linearized = of(program::apply, x, active);
            out.active = linearized.activeResults();
            Active.join(out.active, demanded, out.active.length);
            var residuals = linearized.residuals();
            out.linear = linearized.linearProgram(residuals, program, active, out.active);
            var computed = new ArrayList<Array>();
            out.residuals = residuals.stream().mapToInt(v -> place(linearized.known.get(v), x, moving, computed)).toArray();
            return Active.concat(linearized.results, computed.toArray(Array[]::new));
        });
        return new Split(Active.closed(known), out.linear, out.active, out.residuals);
    }

    private static int place(Array residual, Array[] inputs, int moving, List<Array> computed) {
        for (int i = moving; i < inputs.length; i++) if (inputs[i] == residual) return i;
        computed.add(residual);
        return inputs.length + computed.size() - 1;
    }

    /** The variables of the values that the tape needs from outside; numbers written in place are not among them. */
    private List<Var> residuals() {
        var used = new LinkedHashSet<Var>();
        for (var e : equations) for (var a : e.operands()) if (a instanceof Var v && known.containsKey(v)
                && Recording.literal(known.get(v)) == null) used.add(v);
        return List.copyOf(used);
    }

    private Program linearProgram(List<Var> residuals, Program program, boolean[] active, boolean[] demanded) {
        var tangents = Active.select(program.inputTypes(), active);
        var types = Active.concat(tangents, residuals.stream().map(Var::type).toArray(ArrayType[]::new));
        return Active.closed(Recording.of(types, false, in -> {
            var values = new HashMap<Var, Array>();
            known.forEach((v, a) -> { if (Recording.literal(a) != null) values.put(v, Recording.literal(a).bind()); });
            for (int i = 0; i < residuals.size(); i++) values.put(residuals.get(i), in[tangents.length + i]);
            var inside = new Linearize(results, inputs, outputs, equations, values);
            var dy = inside.pushforward(Active.spread(Arrays.copyOf(in, tangents.length), active));
            var resultTypes = program.resultTypes();
            for (int i = 0; i < dy.length; i++) if (demanded[i]) dy[i] = Active.orZero(dy[i], resultTypes[i]);
            return Active.select(dy, demanded);
        }));
    }
}
