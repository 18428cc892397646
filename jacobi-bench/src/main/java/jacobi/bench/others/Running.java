package jacobi.bench.others;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.Shape;
import jacobi.lax.Cumulative;
import jacobi.lax.Monoid;

/** Running sums, products and maxima: of a vector, and of a matrix along each axis. */
public enum Running implements Entry {
    CUMSUM, CUMPROD, CUMMAX, CUMSUM0, CUMSUM1;

    private Array of(Array x) {
        return switch (this) {
            case CUMSUM, CUMSUM0 -> x.cumsum(0);
            case CUMSUM1 -> x.cumsum(1);
            case CUMPROD -> x.times(0.001).plus(1).cumprod(0);
            case CUMMAX -> new Cumulative(Monoid.MAX, 0, false).bind(x);
        };
    }

    @Override public Contender jacobi(long... n) {
        return Calls.of(this::of, Inputs.noise(1, Shape.of(n)));
    }
}
