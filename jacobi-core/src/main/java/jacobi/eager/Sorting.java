package jacobi.eager;

import static java.lang.foreign.ValueLayout.*;

import java.lang.foreign.MemorySegment;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.lax.Sort;

/** Sorting along an axis: the order by the keys, then the elements of all operands in that order. */
final class Sorting {
    /** The lines of an array, along its middle axis once it is taken as [outer, n, inner]. */
    private record Lines(long outer, int n, long inner) {
        static Lines of(ArrayType x, int axis) {
            var shape = x.shape();
            return new Lines(shape.slice(0, axis).size(), (int) shape.dim(axis), shape.slice(axis + 1, shape.rank()).size());
        }
    }

    private Sorting() {}

    /** Whether the axis is short enough to be counted by ints. */
    static boolean fits(Sort p, DenseArray[] x) { return x[0].shape().dim(p.axis()) <= Integer.MAX_VALUE - 8; }

    static DenseArray[] sort(Sort p, DenseArray[] x) {
        var lines = Lines.of(x[0].type(), p.axis());
        var order = Results.of(x[0].type().withDType(DType.S64)).segment();
        var scratch = Results.of(ArrayType.of(DType.S64, 4L * lines.n())).segment();
        for (int k = p.keys() - 1; k >= 0; k--)
            RadixOrder.sort(x[k].dtype(), lines.outer(), lines.n(), lines.inner(), x[k].segment(), order,
                    k == p.keys() - 1, scratch);
        var sorted = new DenseArray[x.length];
        for (int i = 0; i < x.length; i++) sorted[i] = taken(x[i], order, lines);
        return sorted;
    }

    private static DenseArray taken(DenseArray x, MemorySegment order, Lines lines) {
        var result = Results.of(x.type());
        MemorySegment from = x.segment(), to = result.segment();
        long line = lines.n() * lines.inner();
        for (long at = 0; at < x.size(); at++) {
            long start = at - at % line + at % lines.inner();
            copy(x.dtype().bytes(), from, start + order.getAtIndex(JAVA_LONG, at) * lines.inner(), to, at);
        }
        return result;
    }

    private static void copy(int bytes, MemorySegment from, long i, MemorySegment to, long j) {
        switch (bytes) {
            case 1 -> to.set(JAVA_BYTE, j, from.get(JAVA_BYTE, i));
            case 2 -> to.setAtIndex(JAVA_SHORT, j, from.getAtIndex(JAVA_SHORT, i));
            case 4 -> to.setAtIndex(JAVA_INT, j, from.getAtIndex(JAVA_INT, i));
            case 8 -> to.setAtIndex(JAVA_LONG, j, from.getAtIndex(JAVA_LONG, i));
            default -> MemorySegment.copy(from, i * bytes, to, j * bytes, bytes);
        }
    }
}
