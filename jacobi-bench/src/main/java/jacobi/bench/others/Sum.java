package jacobi.bench.others;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.Shape;

/** Sums over one axis of an f64 array of three. */
public enum Sum implements Entry {
    AXIS0, AXIS1, AXIS2;

    @Override public Contender jacobi(long... n) {
        return Calls.of((Array x) -> x.sum(ordinal()), Inputs.noise(1, Shape.of(n)));
    }
}
