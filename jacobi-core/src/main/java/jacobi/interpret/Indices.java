package jacobi.interpret;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import jacobi.core.Shape;

/** Walks over the indices of a shape. */
final class Indices {
    private static final long POLL = (1 << 12) - 1;

    private Indices() {}

    /**
     * Shows every index of a shape, in row-major order; the array shown is used again. Stops with a CancellationException if
     * interrupted.
     */
    static void forEach(Shape shape, Consumer<long[]> body) {
        var index = new long[shape.rank()];
        long size = shape.size();
        for (long i = 0; i < size; i++) {
            poll(i);
            body.accept(index);
            next(index, shape);
        }
    }

    private static void next(long[] index, Shape shape) {
        for (int axis = index.length - 1; axis >= 0; axis--) {
            if (++index[axis] < shape.dim(axis)) return;
            index[axis] = 0;
        }
    }

    /** The row-major position of an index, by the strides of a shape. */
    static long offset(long[] index, long[] strides) {
        long offset = 0;
        for (int axis = 0; axis < index.length; axis++) offset += index[axis] * strides[axis];
        return offset;
    }

    static boolean within(long[] index, Shape shape) {
        for (int axis = 0; axis < index.length; axis++) if (index[axis] < 0 || index[axis] >= shape.dim(axis)) return false;
        return true;
    }

    /** Ends a long loop if its thread was interrupted; looks once in a while. @param trip counts the loop's trips */
    static void poll(long trip) {
        if ((trip & POLL) == POLL) checkInterrupted();
    }

    static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) throw new CancellationException("the thread was interrupted while computing");
    }
}
