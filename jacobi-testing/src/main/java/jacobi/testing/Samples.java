package jacobi.testing;

import java.util.SplittableRandom;
import jacobi.core.*;
import jacobi.lax.Binary;

/** Numbers to try things on: the same ones each time, spread over an interval, in no order. */
public final class Samples {
    private Samples() {}

    /** An interval of numbers. */
    public record Interval(double low, double high) {}

    /** An f64 array of numbers between two bounds. @param seed tells arrays of one shape apart */
    public static Array uniform(long seed, double low, double high, long... dims) {
        var shape = Shape.of(dims);
        var random = new SplittableRandom(seed * 1_000_003 + shape.hashCode());
        var values = new double[(int) shape.size()];
        for (int i = 0; i < values.length; i++) values[i] = low + (high - low) * random.nextDouble();
        return Array.of(values).reshape(shape);
    }

    /** An s64 array of whole numbers from {@code low} up to but not including {@code high}. */
    public static Array integers(long seed, long low, long high, long... dims) {
        var shape = Shape.of(dims);
        var random = new SplittableRandom(seed * 1_000_033 + shape.hashCode());
        var values = new long[(int) shape.size()];
        for (int i = 0; i < values.length; i++) values[i] = random.nextLong(low, high);
        return Array.of(values).reshape(shape);
    }

    /** An array like x with other numbers, for directions of tangents and cotangents: within ±1, in the dtype and shape of x. */
    public static Array direction(long seed, ArrayType type) {
        var real = uniform(seed, -1, 1, type.shape().toArray());
        if (!type.dtype().isComplex()) return real.convert(type.dtype());
        var imaginary = uniform(seed + 7, -1, 1, type.shape().toArray());
        return Binary.COMPLEX.bind(real.convert(type.dtype().part()), imaginary.convert(type.dtype().part()));
    }
}
