package jacobi.eager;

import java.lang.foreign.MemorySegment;
import jacobi.core.ArrayType;
import jacobi.core.Axes;
import jacobi.core.DenseArray;
import jacobi.lax.BroadcastInDim;
import jacobi.lax.Concatenate;
import jacobi.lax.Pad;
import jacobi.lax.Reverse;
import jacobi.lax.Slice;

/** Primitives that move elements and change none, of every dtype: each is a {@link StridedCopy}. */
final class Layouts {
    private Layouts() {}

    static DenseArray broadcast(BroadcastInDim p, DenseArray x) {
        var from = new long[p.shape().rank()];
        var strides = x.shape().strides();
        for (int i = 0; i < x.rank(); i++) if (x.type().dim(i) > 1) from[p.axes().get(i)] = strides[i];
        if (x.size() == 1) return filled(x.type().withShape(p.shape()), x);
        return gathered(x.type().withShape(p.shape()), x, 0, from);
    }

    /** An array of one element repeated. */
    private static DenseArray filled(ArrayType type, DenseArray x) {
        var result = Results.of(type);
        fill(result.segment(), x.segment(), type.dtype().bytes());
        return result;
    }

    /** Writes the first element of a segment all over another: once, then in doubling blocks. */
    private static void fill(MemorySegment target, MemorySegment element, int width) {
        if (target.byteSize() == 0) return;
        MemorySegment.copy(element, 0, target, 0, width);
        for (long done = width; done < target.byteSize(); done *= 2)
            MemorySegment.copy(target, 0, target, done, Math.min(done, target.byteSize() - done));
    }

    static DenseArray transpose(Axes permutation, DenseArray x) {
        var strides = x.shape().strides();
        var from = new long[x.rank()];
        for (int i = 0; i < from.length; i++) from[i] = strides[permutation.get(i)];
        return gathered(x.type().withShape(x.shape().select(permutation)), x, 0, from);
    }

    static DenseArray reverse(Reverse p, DenseArray x) {
        var from = x.shape().strides();
        long start = 0;
        for (int axis : p.axes()) {
            start += (x.type().dim(axis) - 1) * from[axis];
            from[axis] = -from[axis];
        }
        return gathered(x.type(), x, start, from);
    }

    static DenseArray slice(Slice p, DenseArray x) {
        var from = x.shape().strides();
        long start = 0;
        for (int i = 0; i < from.length; i++) {
            start += p.start().dim(i) * from[i];
            from[i] *= p.stride().dim(i);
        }
        return gathered(p.infer(x.type())[0], x, start, from);
    }

    private static DenseArray gathered(ArrayType type, DenseArray x, long start, long[] from) {
        var result = Results.of(type);
        StridedCopy.copy(type.shape().toArray(), x.segment(), start, from, result.segment(), 0, type.shape().strides(),
                type.dtype().bytes());
        return result;
    }

    static DenseArray concatenate(Concatenate p, DenseArray[] parts) {
        var types = new ArrayType[parts.length];
        for (int i = 0; i < parts.length; i++) types[i] = parts[i].type();
        var result = Results.of(p.infer(types)[0]);
        var to = result.shape().strides();
        long end = 0;
        for (var x : parts) {
            StridedCopy.copy(x.shape().toArray(), x.segment(), 0, x.shape().strides(), result.segment(), end, to,
                    x.dtype().bytes());
            end += x.type().dim(p.axis()) * to[p.axis()];
        }
        return result;
    }

    /** Fills the result with the padding value, then lays those elements over it that negative padding does not cut off. */
    static DenseArray pad(Pad p, DenseArray x, DenseArray value) {
        var result = Results.of(p.infer(x.type(), value.type())[0]);
        int width = x.dtype().bytes();
        fill(result.segment(), value.segment(), width);
        long[] dims = x.shape().toArray(), from = x.shape().strides(), to = result.shape().strides();
        long start = 0, end = 0;
        for (int i = 0; i < dims.length; i++) {
            long step = p.interior()[i] + 1, first = Math.max(0, Math.ceilDiv(-p.low()[i], step));
            long last = Math.floorDiv(result.type().dim(i) - 1 - p.low()[i], step);
            dims[i] = Math.max(0, Math.min(dims[i] - 1, last) - first + 1);
            start += first * from[i];
            end += (p.low()[i] + first * step) * to[i];
            to[i] *= step;
        }
        StridedCopy.copy(dims, x.segment(), start, from, result.segment(), end, to, width);
        return result;
    }

}
