package jacobi.bench.others;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.Axes;
import jacobi.core.DType;
import jacobi.core.Shape;

/** eˣ / Σ eˣ over one axis of an f32 matrix, the largest element subtracted on the way. */
public enum Softmax implements Entry {
    AXIS0, AXIS1, SHORT;

    static Array softmax(Array x, int axis) {
        Array e = x.minus(x.max(Axes.of(axis), true)).exp();
        return e.div(e.sum(Axes.of(axis), true));
    }

    @Override public Contender jacobi(long... n) {
        Array x = Inputs.noise(1, Shape.of(n)).times(5).convert(DType.F32);
        return Calls.of(matrix -> softmax(matrix, this == AXIS0 ? 0 : 1), x);
    }
}
