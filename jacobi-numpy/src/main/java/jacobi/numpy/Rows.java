package jacobi.numpy;

import jacobi.core.Array;
import jacobi.core.Shape;
import jacobi.lax.Slice;

/** Parts of an array along its leading axis. */
final class Rows {
    private Rows() {}

    /** Element i along axis 0, which disappears. @param i at least 0, below the size of the axis */
    static Array of(Array x, long i) { return range(x, i, i + 1).reshape(x.shape().slice(1, x.rank())); }

    /** The first elements along axis 0. @param count at most the size of the axis */
    static Array first(Array x, long count) { return range(x, 0, count); }

    private static Array range(Array x, long from, long to) {
        var shape = x.shape();
        var zeros = Shape.of(new long[shape.rank()]);
        var ones = Shape.of(shape.stream().map(_ -> 1).toArray());
        return new Slice(zeros.with(0, from), shape.with(0, to), ones).bind(x);
    }
}
