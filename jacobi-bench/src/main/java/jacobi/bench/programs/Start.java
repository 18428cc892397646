package jacobi.bench.programs;

import static jacobi.Jacobi.grad;
import static jacobi.Jacobi.jit;

import java.util.function.DoubleFunction;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.core.Array;

/** The first call of a function, in a process that has compiled others; each run is of a function that was never there before. */
public enum Start implements Entry {
    /** A jitted x + c. */
    PLUS(c -> jit((Array x) -> x.plus(c)).apply(Array.of(1.0))),
    /** The jitted gradient of 400 steps x ← x + c sin(x) y, written out, with respect to x. */
    UNROLLED(c -> jit(grad((Array x, Array y) -> {
        for (int i = 0; i < 400; i++) x = x.plus(x.sin().times(y).times(c));
        return x;
    })).apply(Array.of(0.5), Array.of(1.5)));

    private final DoubleFunction<Array> firstCall;

    Start(DoubleFunction<Array> firstCall) {
        this.firstCall = firstCall;
    }

    @Override public Contender jacobi(long... n) {
        return new Contender() {
            private double constant = 0.01;

            @Override public void run() {
                constant = Math.nextUp(constant);
                firstCall.apply(constant);
            }

            @Override public double[] result() {
                return Calls.numbers(firstCall.apply(0.01));
            }
        };
    }
}
