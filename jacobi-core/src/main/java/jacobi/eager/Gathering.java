package jacobi.eager;

import java.lang.foreign.MemorySegment;
import jacobi.core.ArrayType;
import jacobi.core.Axes;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.lax.Bounds;
import jacobi.lax.Gather;

/** Gather, of every dtype: for each index vector a slice is copied. */
final class Gathering {
    private final Gather gather;
    private final ArrayType x, result;
    private final MemorySegment indices;
    private final DType indexType;
    private final long[] batch, strides, put;
    private final StridedCopy slice;
    private long vector;

    private Gathering(Gather p, DenseArray x, DenseArray indices, DenseArray result) {
        gather = p;
        this.x = x.type();
        this.result = result.type();
        this.indices = indices.segment();
        indexType = indices.dtype();
        batch = indices.shape().slice(0, indices.rank() - 1).toArray();
        strides = x.shape().strides();
        long[] to = result.shape().strides();
        Axes window = x.type().axes().minus(p.collapsedAxes()).minus(p.operandBatchAxes());
        put = select(to, this.result.axes().minus(p.offsetAxes()));
        slice = StridedCopy.of(p.sliceSizes().select(window).toArray(), x.segment(), select(strides, window), result.segment(),
                select(to, p.offsetAxes()), x.dtype().bytes());
    }

    /**
     * Null if an index is outside that must not be, or has no element: the reference interpreter has words and numbers for that.
     */
    static DenseArray gather(Gather p, DenseArray x, DenseArray indices) {
        if (p.bounds() == Bounds.FILL) return null;
        var result = Results.of(p.infer(x.type(), indices.type())[0]);
        if (result.size() == 0) return result;
        if (x.size() == 0) return null;
        return new Gathering(p, x, indices, result).copy(0, 0, 0) ? result : null;
    }

    private static long[] select(long[] x, Axes axes) {
        var selected = new long[axes.size()];
        for (int i = 0; i < selected.length; i++) selected[i] = x[axes.get(i)];
        return selected;
    }

    /** Copies the slices of all index vectors below one level of the batch. @return false at an index outside */
    private boolean copy(int level, long from, long to) {
        if (level == batch.length) return copy(from, to);
        int paired = gather.indexBatchAxes().indexOf(level);
        long step = paired < 0 ? 0 : strides[gather.operandBatchAxes().get(paired)];
        for (long i = 0; i < batch[level]; i++) if (!copy(level + 1, from + i * step, to + i * put[level])) return false;
        return true;
    }

    private boolean copy(long from, long to) {
        for (int i = 0; i < gather.startAxes().size(); i++) {
            int axis = gather.startAxes().get(i);
            long last = x.dim(axis) - gather.sliceSizes().dim(axis), asked = Blocks.integer(indices, indexType, vector++);
            long start = Math.clamp(asked, 0, last);
            if (start != asked && gather.bounds() == Bounds.ERROR) return false;
            from += start * strides[axis];
        }
        slice.run(from, to);
        return true;
    }
}
