package jacobi.eager;

import java.lang.foreign.MemorySegment;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Convert;
import jacobi.lax.Unary;

/** Elementwise primitives, strip by strip. Each method gives null where the dtype has no kernel. */
final class Pointwise {
    private Pointwise() {}

    static DenseArray unary(Unary f, DenseArray x) {
        var strips = Strips.of(x.dtype());
        return strips == null || !strips.has(f) ? null : unary(strips, f, x);
    }

    private static <A> DenseArray unary(Strips<A> strips, Unary f, DenseArray x) {
        var result = Results.of(x.type());
        MemorySegment from = x.segment(), to = result.segment();
        int length = strip(x.size());
        A a = strips.make(length), r = strips.make(length);
        for (long at = 0; at < x.size(); at += length) {
            int n = (int) Math.min(length, x.size() - at);
            strips.load(from, at, a, n);
            strips.apply(f, a, r, n);
            strips.store(r, to, at, n);
        }
        return result;
    }

    static DenseArray binary(Binary f, DenseArray x, DenseArray y) {
        var strips = Strips.of(x.dtype());
        return strips == null || !strips.has(f) ? null : binary(strips, f, x, y);
    }

    private static <A> DenseArray binary(Strips<A> strips, Binary f, DenseArray x, DenseArray y) {
        var result = Results.of(wider(x, y));
        var to = result.segment();
        long size = result.size();
        int length = strip(size);
        var a = new Operand<>(strips, x, length, size);
        var b = new Operand<>(strips, y, length, size);
        A r = strips.make(length);
        for (long at = 0; at < size; at += length) {
            int n = (int) Math.min(length, size - at);
            strips.apply(f, a.read(at, n), b.read(at, n), r, n);
            strips.store(r, to, at, n);
        }
        return result;
    }

    static DenseArray compare(Compare f, DenseArray x, DenseArray y) {
        var strips = Strips.of(x.dtype());
        return strips == null ? null : compare(strips, f, x, y);
    }

    private static <A> DenseArray compare(Strips<A> strips, Compare f, DenseArray x, DenseArray y) {
        var result = Results.of(wider(x, y).withDType(DType.PRED));
        var to = result.segment();
        long size = result.size();
        int length = strip(size);
        var a = new Operand<>(strips, x, length, size);
        var b = new Operand<>(strips, y, length, size);
        var r = new byte[length];
        for (long at = 0; at < size; at += length) {
            int n = (int) Math.min(length, size - at);
            strips.apply(f, a.read(at, n), b.read(at, n), r, n);
            PREDS.store(r, to, at, n);
        }
        return result;
    }

    static DenseArray select(DenseArray pred, DenseArray x, DenseArray y) {
        var strips = Strips.of(x.dtype());
        return strips == null ? null : select(strips, pred, x, y);
    }

    private static <A> DenseArray select(Strips<A> strips, DenseArray pred, DenseArray x, DenseArray y) {
        var shape = pred.rank() > 0 ? pred.shape() : x.rank() > 0 ? x.shape() : y.shape();
        var result = Results.of(x.type().withShape(shape));
        var to = result.segment();
        long size = result.size();
        int length = strip(size);
        var p = new Operand<>(PREDS, pred, length, size);
        var a = new Operand<>(strips, x, length, size);
        var b = new Operand<>(strips, y, length, size);
        A r = strips.make(length);
        for (long at = 0; at < size; at += length) {
            int n = (int) Math.min(length, size - at);
            strips.select(p.read(at, n), a.read(at, n), b.read(at, n), r, n);
            strips.store(r, to, at, n);
        }
        return result;
    }

    static DenseArray convert(Convert f, DenseArray x) {
        Strips<?> from = Strips.of(x.dtype()), to = Strips.of(f.dtype());
        if (from == null || to == null || x.dtype() == DType.U64 && f.dtype().isFloat()) return null;
        return x.dtype().isFloat() ? throughDoubles(from, to, f, x) : throughLongs(from, to, f, x);
    }

    private static <A, B> DenseArray throughDoubles(Strips<A> from, Strips<B> to, Convert f, DenseArray x) {
        var result = Results.of(x.type().withDType(f.dtype()));
        int length = strip(x.size());
        A a = from.make(length);
        B b = to.make(length);
        var middle = new double[length];
        for (long at = 0; at < x.size(); at += length) {
            int n = (int) Math.min(length, x.size() - at);
            from.load(x.segment(), at, a, n);
            from.toDoubles(a, middle, n);
            to.fromDoubles(middle, b, n);
            to.store(b, result.segment(), at, n);
        }
        return result;
    }

    private static <A, B> DenseArray throughLongs(Strips<A> from, Strips<B> to, Convert f, DenseArray x) {
        var result = Results.of(x.type().withDType(f.dtype()));
        int length = strip(x.size());
        A a = from.make(length);
        B b = to.make(length);
        var middle = new long[length];
        for (long at = 0; at < x.size(); at += length) {
            int n = (int) Math.min(length, x.size() - at);
            from.load(x.segment(), at, a, n);
            from.toLongs(a, middle, n);
            to.fromLongs(middle, b, n);
            to.store(b, result.segment(), at, n);
        }
        return result;
    }

    private static final PredStrips PREDS = new PredStrips();

    private static int strip(long size) { return (int) Math.min(size, Strips.LENGTH); }
    private static ArrayType wider(DenseArray x, DenseArray y) {
        return x.rank() == 0 ? y.type().withDType(x.dtype()) : x.type();
    }

    /** An operand read strip by strip; a scalar that meets a larger array fills its strip once. */
    private static final class Operand<A> {
        private final Strips<A> strips;
        private final MemorySegment segment;
        private final boolean spread;
        private final A strip;

        Operand(Strips<A> strips, DenseArray x, int length, long size) {
            this.strips = strips;
            segment = x.segment();
            strip = strips.make(length);
            spread = x.rank() == 0;
            if (spread && size > 0) strips.spread(segment, strip, length);
        }

        A read(long at, int n) {
            if (!spread) strips.load(segment, at, strip, n);
            return strip;
        }
    }
}
