package jacobi.interpret;

import jacobi.core.Axes;
import jacobi.core.IndexError;
import jacobi.core.Shape;
import jacobi.lax.Bounds;

/**
 * Where blocks of an array start that are addressed at run time.
 * @param shape  of the array
 * @param window the extent of a block along each axis
 */
record Places(Shape shape, Shape window, Bounds bounds) {
    /** The start of a block as {@link Bounds} has it: checked, moved inside, or left as it is. */
    long[] start(long[] asked) {
        return switch (bounds) {
            case ERROR -> checked(asked);
            case CLAMP -> clamped(asked);
            case FILL -> asked;
        };
    }

    private long[] checked(long[] start) {
        for (int axis = 0; axis < start.length; axis++) {
            long last = shape.dim(axis) - window.dim(axis);
            if (start[axis] < 0 || start[axis] > last) throw outside(start[axis], axis, last);
        }
        return start;
    }

    private RuntimeException outside(long index, int axis, long last) {
        var error = new IndexError("an index is outside its axis");
        if (last < 0) error.expected("no index: axis %d has no elements", axis);
        else error.expected("an index between 0 and %d on axis %d", last, axis);
        var block = window.dim(axis) == 1 ? "" : ", for a block of " + window.dim(axis);
        return error.given("index %d on axis %d of an array %s%s", index, axis, shape, block)
                .mend("keep the index inside the axis, or clip it first");
    }

    private long[] clamped(long[] start) {
        var inside = new long[start.length];
        for (int axis = 0; axis < start.length; axis++)
            inside[axis] = Math.max(0, Math.min(start[axis], shape.dim(axis) - window.dim(axis)));
        return inside;
    }

    /**
     * The start that the index vector at a batch index asks for; 0 on axes that no component counts along.
     * @param batch          the index of an index vector
     * @param operandBatch   axes whose place is the batch index along {@code indexBatch}
     */
    static long[] asked(Elements indices, long[] batch, Axes startAxes, Axes operandBatch, Axes indexBatch, int rank) {
        var strides = indices.shape().strides();
        long row = 0;
        for (int i = 0; i < batch.length; i++) row += batch[i] * strides[i];
        var start = new long[rank];
        for (int k = 0; k < startAxes.size(); k++) start[startAxes.get(k)] = indices.place(row + k);
        for (int i = 0; i < operandBatch.size(); i++) start[operandBatch.get(i)] = batch[indexBatch.get(i)];
        return start;
    }

    static long[] plus(long[] a, long[] b) {
        var sum = a.clone();
        for (int i = 0; i < b.length; i++) sum[i] = saturated(a[i], b[i]);
        return sum;
    }

    private static long saturated(long a, long b) { return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b; }
}
