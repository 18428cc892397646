package jacobi.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import jacobi.core.*;
import jacobi.lax.*;

/** The values that a random program has so far, and how it draws among them: late ones more often than early ones. */
class RandomValues {
    private static final DType[] DTYPES =
            {DType.F64, DType.F64, DType.F32, DType.S32, DType.S64, DType.U32, DType.U64, DType.PRED};
    private static final long[] EXTENTS = {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33}, WIDE = {1, 2, 9, 33, 64, 129, 1000};
    static final long USUAL = 3000;

    /**
     * A value of a program.
     * @param exact whether all ways of computing agree on it to the bit
     * @param end integers that are meant as places lie from 0 up to here; 0 for all other values
     */
    record Value(Array array, boolean exact, long end) {
        Value(Array array, boolean exact) { this(array, exact, 0); }

        boolean isFloat() { return array.dtype().isFloat(); }
        Shape shape() { return array.shape(); }

        /** Integers that may count or be places. */
        boolean isWhole() { return exact && array.dtype().isInteger() && array.size() > 0; }
    }

    final SplittableRandom random;
    final long largest;
    /** The dtype of all numbers; null if they are of many. */
    private final DType only;
    private final List<Value> values = new ArrayList<>();

    /** @param largest the most elements that an array may have */
    RandomValues(SplittableRandom random, long largest) { this(random, largest, null); }

    /** @param only the dtype of all, or null */
    RandomValues(SplittableRandom random, long largest, DType only) {
        this.random = random;
        this.largest = largest;
        this.only = only;
    }

    /** No values, of the dtypes of others, for a part of a program. */
    RandomValues(RandomValues others, long largest) { this(others.random, largest, others.only); }

    /** No values, to be drawn alike: for a part of a program. @param most the most elements that an array there may have */
    RandomValues inner(long most) { return new RandomValues(this, most); }

    final void add(Array a, boolean exact) { add(new Value(a, exact)); }

    final void add(Value v) {
        if (v.array().size() <= largest) values.add(v);
    }

    /** What a program gives of its values: the last ones. */
    List<Value> results() { return values.subList(Math.max(0, values.size() - 4), values.size()); }

    /** A value of some kind; null if none is found soon. */
    final Value any(Predicate<Value> test) {
        for (int tries = 0; tries < 20; tries++) {
            var v = values.get(Math.max(random.nextInt(values.size()), random.nextInt(values.size())));
            if (test.test(v)) return v;
        }
        return null;
    }

    /** A value of the type of x, or a scalar of its dtype. */
    Value like(Value x, boolean scalar) {
        var v = any(c -> c.array().dtype() == x.array().dtype());
        if (v == null) v = x;
        return new Value(fit(v.array(), scalar ? Shape.SCALAR : x.array().shape()), v.exact());
    }

    /** The elements of x, repeated or cut off, in another shape. */
    Array fit(Array x, Shape shape) {
        if (x.shape().equals(shape)) return x;
        if (x.size() == 0) return Array.ones(new ArrayType(x.dtype(), shape));
        long n = x.size(), times = Math.ceilDiv(shape.size(), n);
        var flat = x.reshape(n);
        if (times > 1) flat = new BroadcastInDim(Shape.of(times, n), Axes.of(1)).bind(flat).reshape(times * n);
        if (flat.size() > shape.size()) flat = new Slice(Shape.of(0), Shape.of(shape.size()), Shape.of(1)).bind(flat);
        return flat.reshape(shape);
    }

    final DType dtype() { return only == null ? anyDType() : only; }

    /** The dtype of the first argument, of which there are derivatives. */
    final DType first() { return only == null ? DType.F64 : only; }

    DType anyDType() { return DTYPES[random.nextInt(DTYPES.length)]; }

    /** The extent of an axis. */
    long extent() { return EXTENTS[1 + random.nextInt(6)]; }

    /** The i-th argument. */
    DenseArray argument(int i) {
        var dtype = i == 0 ? first() : dtype();
        var shape = shape(random.nextInt(4));
        double low = dtype.isFloat() ? -2 : dtype.isSigned() ? -5 : 0;
        var numbers = random.doubles(shape.size(), low, dtype == DType.PRED ? 2 : 6)
                .map(v -> dtype.isFloat() ? v / 3 : Math.floor(v));
        return (DenseArray) Array.of(DType.F64, shape, numbers.toArray()).convert(dtype);
    }

    Shape shape(int rank) {
        var extents = largest > USUAL ? WIDE : EXTENTS;
        var dims = new long[rank];
        long size = 1;
        for (int i = 0; i < rank; i++) {
            long n = extents[random.nextInt(random.nextInt(8) == 0 ? 0 : 1, extents.length)];
            dims[i] = size * n > largest ? 1 : n;
            size *= dims[i];
        }
        return Shape.of(dims);
    }
}
