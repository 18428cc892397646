package jacobi.bench.others;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Shape;

/** Where the largest (the least) of each column or row is. */
public enum Place implements Entry {
    ARGMAX0, ARGMAX1, ARGMIN32;

    private Array of(Array x) {
        return switch (this) {
            case ARGMAX0 -> x.argmax(0);
            case ARGMAX1 -> x.argmax(1);
            case ARGMIN32 -> x.argmin(1);
        };
    }

    @Override public Contender jacobi(long... n) {
        Array x = Inputs.noise(1, Shape.of(n));
        return Calls.of(this::of, this == ARGMIN32 ? x.convert(DType.F32) : x);
    }
}
