package jacobi.numpy;

import jacobi.core.Array;
import jacobi.core.Shape;
import jacobi.lax.Slice;

/** Parts of an array along its leading axis. */
final class Rows {
    private Rows() {}

    /** Element i along axis 0, which disappears. @param i at least 0, below the size of the axis */
    static Array of(Array x, long i) {
        var shape = x.shape();
        var zeros = Shape.of(new long[shape.rank()]);
        var ones = Shape.of(shape.stream().map(_ -> 1).toArray());
        var row = new Slice(zeros.with(0, i), shape.with(0, i + 1), ones).bind(x);
        return row.reshape(shape.slice(1, shape.rank()));
    }
}
