package jacobi.transform;

import java.util.Arrays;
import java.util.stream.IntStream;
import jacobi.core.*;

/** Forward mode: values carry their tangents along, each primitive by its own rule. */
public final class Jvp extends Trace {
    private static final class Carrier extends Tracer {
        final Array primal, tangent;

        Carrier(Jvp trace, Array primal, Array tangent) {
            super(trace, primal.type());
            this.primal = primal;
            this.tangent = tangent;
        }
    }

    /** A function of several arrays. */
    public interface Function { Array[] apply(Array... x); }

    /**
     * A program that computes results and tangents.
     * @param program inputs are the primals, then the tangents of the active ones; results likewise
     * @param active  which results have tangents
     */
    public record Pushed(Program program, boolean[] active) {}

    private Jvp() { super(false); }

    /** The results of f at x, and their tangents along dx, of which null are zero. */
    public static Dual of(Function f, Array[] x, Array[] dx) {
        try (var trace = new Jvp()) {
            var inputs = IntStream.range(0, x.length).mapToObj(i -> trace.carry(x[i], dx[i])).toArray(Array[]::new);
            var y = f.apply(inputs);
            return new Dual(Arrays.stream(y).map(trace::primal).toArray(Array[]::new), Arrays.stream(y).map(trace::tangent)
                    .toArray(Array[]::new));
        }
    }

    /**
     * The program of {@link #of} for a program.
     * @param active  which inputs have tangents
     * @param demanded which results must have tangents even if they are zero
     */
    public static Pushed program(Program program, boolean[] active, boolean[] demanded) {
        var types = Active.concat(program.inputTypes(), Active.select(program.inputTypes(), active));
        var activeResults = new boolean[program.results().size()];
        var recorded = Recording.of(types, false, in -> {
            var x = Arrays.copyOf(in, active.length);
            var dual = of(program::apply, x, Active.spread(Arrays.copyOfRange(in, active.length, in.length), active));
            for (int i = 0; i < activeResults.length; i++) {
                activeResults[i] = dual.tangents()[i] != null || demanded[i];
                if (activeResults[i]) dual.tangents()[i] = Active.orZero(dual.tangents()[i], dual.results()[i].type());
            }
            return Active.concat(dual.results(), Active.select(dual.tangents(), activeResults));
        });
        return new Pushed(Active.closed(recorded), activeResults);
    }

    private Array carry(Array primal, Array tangent) { return tangent == null ? primal : new Carrier(this, primal, tangent); }
    private Array primal(Array a) { return a instanceof Carrier c && c.trace() == this ? c.primal : a; }
    private Array tangent(Array a) { return a instanceof Carrier c && c.trace() == this ? c.tangent : null; }

    @Override protected Array[] process(Primitive primitive, Array[] operands) {
        var x = new Array[operands.length];
        var dx = new Array[operands.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = primal(operands[i]);
            dx[i] = tangent(operands[i]);
        }
        var dual = primitive.jvp(x, dx);
        var y = new Array[dual.results().length];
        for (int i = 0; i < y.length; i++) y[i] = carry(dual.results()[i], dual.tangents()[i]);
        return y;
    }

    @Override protected Array inner(Tracer tracer) { return ((Carrier) tracer).primal; }
}
