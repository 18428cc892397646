package jacobi.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Values whose axes have few extents, drawn once for a program, odd ones as often as powers of two: so shapes meet, as they do
 * in programs that people write. A value like another is one of its shape if there is one, and is broadcast if it can be. Of a
 * third of the programs all numbers are of one dtype, so that still more meet.
 */
final class FewExtents extends RandomValues {
    private static final DType[] DTYPES = {DType.F64, DType.F64, DType.F64, DType.F32, DType.F32, DType.S32, DType.S32, DType.S64,
        DType.U8, DType.U32, DType.U64, DType.S8, DType.PRED};
    private static final DType[] WHOLE = {DType.S32, DType.S32, DType.S64, DType.U8, DType.U32};
    private static final long[] SMALL = {1, 2, 3, 4, 5, 7, 8, 13, 16, 33}, USUAL = {1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 33, 64,
        100, 128}, LARGE = {33, 64, 100, 128, 129, 1000, 3001, 4096};
    private static final long FEW = 300, MANY = 4000;

    private final long[] extents;

    FewExtents(SplittableRandom random, long largest) {
        super(random, largest, random.nextInt(3) == 0 ? random.nextBoolean() ? DType.F64 : DType.F32 : null);
        extents = LongStream.range(0, 2 + random.nextInt(2)).map(i -> extent(random, i, largest)).toArray();
    }

    private FewExtents(FewExtents others, long largest) {
        super(others, largest);
        extents = others.extents;
    }

    private static long extent(SplittableRandom random, long i, long largest) {
        var all = largest <= FEW ? SMALL : largest > MANY && i == 0 ? LARGE : USUAL;
        return random.nextInt(30) == 0 ? 0 : all[random.nextInt(all.length)];
    }

    @Override RandomValues inner(long most) { return new FewExtents(this, most); }

    @Override DType anyDType() { return DTYPES[random.nextInt(DTYPES.length)]; }

    @Override long extent() {
        return random.nextInt(6) == 0 ? 1 + random.nextInt(4) : extents[random.nextInt(extents.length)];
    }

    @Override Shape shape(int rank) {
        var shape = Shape.SCALAR;
        for (int i = 0; i < rank; i++) {
            long n = extent();
            shape = shape.append(n * shape.size() > largest ? 1 : n);
        }
        return shape;
    }

    /** The first is of floats, the second of integers, some of them far out. */
    @Override DenseArray argument(int i) {
        var dtype = i == 0 ? first() : i == 1 ? WHOLE[random.nextInt(WHOLE.length)] : dtype();
        var shape = shape(random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(3));
        double low = dtype.isFloat() ? -2 : dtype.isSigned() ? -5 : 0, high = dtype.isFloat() || dtype == DType.PRED ? 2 : 12;
        var numbers = random.doubles(shape.size(), low, high).map(v -> dtype.isFloat() ? v : Math.floor(v)).toArray();
        if (dtype.isInteger()) for (int k = 0; k < numbers.length; k++) if (random.nextInt(50) == 0) numbers[k] *= 17;
        return (DenseArray) Array.of(DType.F64, shape, numbers).convert(dtype);
    }

    /** The last values, and perhaps an early one: what is asked for may not be overwritten. */
    @Override List<Value> results() {
        var results = new ArrayList<>(super.results());
        if (random.nextInt(2) == 0) results.add(any(_ -> true));
        return results;
    }

    @Override Value like(Value x, boolean scalar) {
        var same = scalar ? null : any(c -> c != x && c.array().type().equals(x.array().type()));
        return same != null ? same : super.like(x, scalar);
    }

    @Override Array fit(Array x, Shape shape) {
        var axes = axes(x.shape(), shape);
        return axes == null || x.size() == 0 || x.shape().equals(shape) ? super.fit(x, shape)
                : new BroadcastInDim(shape, axes).bind(x);
    }

    /** The last axes of a shape that another one's axes can become; null if there are none. */
    private static Axes axes(Shape from, Shape to) {
        var axes = Axes.NONE;
        int k = to.rank();
        for (int i = from.rank() - 1; i >= 0; i--) {
            do k--; while (k >= 0 && to.dim(k) != from.dim(i));
            if (k < 0) return null;
            axes = axes.prepend(k);
        }
        return axes;
    }
}
