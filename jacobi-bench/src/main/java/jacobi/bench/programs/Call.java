package jacobi.bench.programs;

import static jacobi.Jacobi.grad;
import static jacobi.Jacobi.jit;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import jacobi.F1;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;

/** How long a call of next to nothing takes. Results are left to the collector, as a user would. */
public enum Call implements Entry {
    /** A jitted function of a scalar. */
    SCALAR(() -> {
        var f = jit((Array x) -> x.plus(1.0));
        Array x = Array.of(1.0);
        return () -> f.apply(x);
    }),
    /** A jitted function of three arrays of 4. */
    ARRAYS(() -> {
        var f = jit((Array x, Array y, Array z) -> x.times(y).plus(z));
        Array x = vector(0), y = vector(1), z = vector(2);
        return () -> f.apply(x, y, z);
    }),
    /** A jitted function from a record of 200 arrays of 4 to another. */
    RECORD(() -> {
        var f = jit((Many m) -> new Many(m.all.stream().map(x -> x.times(2.0)).toList()));
        var many = new Many(IntStream.range(0, 200).mapToObj(Call::vector).toList());
        return () -> f.apply(many);
    }),
    /** A sum of two arrays of 4, computed at once. */
    EAGER(() -> {
        Array x = vector(0), y = vector(1);
        return () -> x.plus(y);
    }),
    /** The gradient, not jitted, of a function of five scalar operations. */
    GRADIENT(() -> {
        F1<Array, Array> g = grad(x -> x.sin().times(x).plus(x.exp()).tanh());
        Array x = Array.of(0.5);
        return () -> g.apply(x);
    });

    record Many(List<Array> all) {}

    private final Supplier<Supplier<?>> program;

    Call(Supplier<Supplier<?>> program) {
        this.program = program;
    }

    private static Array vector(int seed) {
        return Array.of(Inputs.noise(30 + seed, 4));
    }

    @Override public Contender jacobi(long... n) {
        var call = program.get();
        return new Contender() {
            private Object last;

            @Override public void run() {
                last = call.get();
            }

            @Override public double[] result() {
                run();
                return Calls.numbers(last);
            }
        };
    }
}
