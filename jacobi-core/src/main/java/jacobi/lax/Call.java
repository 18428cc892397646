package jacobi.lax;

import java.util.Arrays;
import jacobi.core.*;
import jacobi.transform.*;

/**
 * A program used as one primitive: what {@code jit} binds. Run at once it is compiled; recorded, its equations are put in its
 * place.
 * @param inlined whether a recording takes its equations instead of the call
 */
public record Call(String name, Program program, boolean inlined) implements Primitive {
    @Override public String mnemonic() { return "call"; }
    @Override public ArrayType[] infer(ArrayType... x) { return program.resultTypes(); }

    private Call with(Program other) { return new Call(name, other, inlined); }
    private boolean[] none() { return new boolean[program.results().size()]; }

    @Override public Dual jvp(Array[] x, Array[] dx) {
        var active = Active.of(dx);
        var pushed = Jvp.program(program, active, none());
        return duals(with(pushed.program()).bindAll(Active.concat(x, Active.select(dx, active))), pushed.active());
    }

    private static Dual duals(Array[] y, boolean[] active) {
        int n = active.length;
        return new Dual(Arrays.copyOf(y, n), Active.spread(Arrays.copyOfRange(y, n, y.length), active));
    }

    @Override public Dual linearize(Array[] x, Array[] dx) {
        var active = Active.of(dx);
        var split = Linearize.split(program, active, none(), 0);
        var known = with(split.known()).bindAll(x);
        var results = Arrays.copyOf(known, none().length);
        if (!Active.any(split.active())) return new Dual(results, new Array[results.length]);
        var residuals = split.gather(x, Arrays.copyOfRange(known, results.length, known.length));
        var dy = with(split.linear()).bindAll(Active.concat(Active.select(dx, active), residuals));
        return new Dual(results, Active.spread(dy, split.active()));
    }

    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        var linear = Active.not(Active.of(x));
        var results = program.resultTypes();
        var cts = ct.clone();
        for (int i = 0; i < cts.length; i++) cts[i] = Active.orZero(cts[i], results[i]);
        return Active.spread(with(Backward.program(program, linear))
                .bindAll(Active.concat(cts, Active.select(x, Active.not(linear)))), linear);
    }

    @Override public Batched[] batch(long size, Batched... x) {
        var mapped = Structured.mapped(x);
        var batched = Batch.program(program, size, mapped, none());
        return Structured.batched(with(batched.program()).bindAll(Structured.arrays(x)), batched.mapped());
    }
}
