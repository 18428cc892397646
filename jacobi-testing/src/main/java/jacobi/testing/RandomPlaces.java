package jacobi.testing;

import jacobi.core.*;
import jacobi.lax.*;
import jacobi.testing.RandomValues.Value;

/**
 * Integers that lie inside an array, in all the ways in which programs see to it: clipped, reduced, masked, chosen, counted. What
 * the compiler finds out about them, and leaves unchecked for it, is put to the test.
 */
final class RandomPlaces extends RandomFamily {
    RandomPlaces(RandomValues values) { super(values); }

    Bounds bounds() { return flip() ? Bounds.ERROR : flip() ? Bounds.CLAMP : Bounds.FILL; }

    /** Integers of a shape, which lie in [0, n); one time in many, one too far. */
    Array of(long n, Shape shape) {
        long end = Math.max(1, n);
        var known = below(3) == 0 ? null : any(v -> v.end() > 0 && v.end() <= end && v.array().size() > 0);
        if (known != null) return fit(known.end() < end && flip() ? known.array().plus(1) : known.array(), shape);
        var x = inside(some(end, shape), end);
        if (below(24) == 0) return x.plus(1);
        values.add(new Value(x, true, end));
        return x;
    }

    private Array some(long end, Shape shape) {
        var v = any(Value::isWhole);
        if (v != null && below(8) > 0) return fit(v.array(), shape);
        var dtype = flip() ? DType.S32 : DType.S64;
        return shape.rank() == 0 ? number(dtype, values.random.nextLong(end))
                : new Iota(new ArrayType(dtype, shape), below(shape.rank())).bind();
    }

    /** x, or where it lies outside [0, n) something else that does not. */
    private Array inside(Array x, long n) {
        var dtype = x.dtype();
        if (n > most(dtype)) return inside(x.convert(DType.S64), n);
        Array last = number(dtype, n - 1), zero = number(dtype, 0L);
        return switch (below(11)) {
            case 0, 1 -> Binary.MAXIMUM.bind(Binary.MINIMUM.bind(x, last), zero);
            case 2 -> remainder(x, number(dtype, n), zero);
            case 3 -> Long.bitCount(n) == 1 ? Binary.AND.bind(x, last) : clip(x, zero, last);
            case 4 -> Select.where(Binary.AND.bind(Compare.GE.bind(x, zero), Compare.LE.bind(x, last)), x, fit(zero, x.shape()));
            case 5 -> Select.where(Binary.OR.bind(Compare.LT.bind(x, zero), Compare.GT.bind(x, last)), fit(last, x.shape()), x);
            case 6 -> Binary.MINIMUM.bind(x.convert(DType.F64).times(0.37).abs(), number(DType.F64, (double) (n - 1)))
                    .convert(flip() ? DType.S32 : DType.S64);
            case 7 -> inside(flip() ? Binary.DIVIDE.bind(x, number(dtype, 2L)) : x.plus(number(dtype, 1L)), n);
            case 8 -> Binary.SUBTRACT.bind(fit(last, x.shape()), clip(x, zero, last));
            case 9 -> inside(x.convert(DType.S64), n);
            default -> clip(x, zero, last);
        };
    }

    private static long most(DType dtype) {
        return dtype.bits() == 64 ? Long.MAX_VALUE : (1L << dtype.bits() - (dtype.isSigned() ? 1 : 0)) - 1;
    }

    private static Array clip(Array x, Array low, Array high) {
        return Binary.MINIMUM.bind(Binary.MAXIMUM.bind(x, low), high);
    }

    private static Array remainder(Array x, Array n, Array zero) {
        var rest = Binary.REMAINDER.bind(x, n);
        return x.dtype().isSigned() ? Select.where(Compare.LT.bind(rest, zero), rest.plus(n), rest) : rest;
    }

    /** Where a block of some sizes may start. */
    Array[] starts(Shape shape, long[] sizes) {
        var dtype = flip() ? DType.S32 : DType.S64;
        var starts = new Array[sizes.length];
        for (int i = 0; i < sizes.length; i++) starts[i] = of(shape.dim(i) - sizes[i] + 1, Shape.SCALAR).convert(dtype);
        return starts;
    }

    /** Places along all axes of a shape, the axes' last. */
    Array points(Shape shape, Shape batch) {
        var parts = new Array[shape.rank()];
        for (int k = 0; k < parts.length; k++) parts[k] = of(shape.dim(k), batch).convert(DType.S32).reshape(batch.append(1));
        return new Concatenate(batch.rank()).bind(parts);
    }
}
