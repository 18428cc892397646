package jacobi.lax;

import static jacobi.lax.Linear.*;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import jacobi.core.*;

/**
 * Puts a scalar, the second operand, around ({@code low}, {@code high}; negative ones cut off) and between ({@code interior})
 * the elements of the first. StableHLO pad. Linear in both operands.
 */
public record Pad(long[] low, long[] high, long[] interior) implements Linear {
    public Pad {
        low = low.clone();
        high = high.clone();
        interior = interior.clone();
    }

    @Override public String mnemonic() { return "pad"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        var x = operands[0];
        if (operands[1].rank() != 0 || operands[1].dtype() != x.dtype())
            throw fault("C1").expected("a padding value of type %s[]", x.dtype()).mend("convert it to %s", x.dtype());
        if (low.length != x.rank() || high.length != x.rank() || interior.length != x.rank())
            throw fault("C2").expected("%d amounts each of low, high and interior padding, one for each axis", x.rank());
        if (Arrays.stream(interior).anyMatch(n -> n < 0)) throw fault("C3").expected("interior padding of at least 0");
        var dims = IntStream.range(0, x.rank()).mapToLong(i -> extent(i, x.dim(i))).toArray();
        if (Arrays.stream(dims).anyMatch(n -> n < 0)) throw fault("C4").expected("extents that remain at least 0")
                .mend("cut off less");
        return one(x.withShape(Shape.of(dims)));
    }

    private long extent(int i, long n) { return low[i] + n + Math.max(n - 1, 0) * interior[i] + high[i]; }

    /** The operand's cotangent is cut out again; the padding value's is the sum of the rest. */
    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        var zero = Constant.of(types[0].dtype(), 0).bind();
        var inner = inverse(ct[0], zero, types[0].shape());
        return new Array[] {x[0] == null ? inner : null, x[1] == null ? ct[0].sum().minus(inner.sum()) : null};
    }

    private Array inverse(Array ct, Array zero, Shape shape) {
        int rank = shape.rank();
        var whole = new Pad(negative(low), negative(high), new long[rank]).bind(ct, zero);
        var strides = Shape.of(Arrays.stream(interior).map(n -> n + 1).toArray());
        return new Slice(Shape.of(new long[rank]), whole.shape(), strides).bind(whole);
    }

    private static long[] negative(long[] x) { return Arrays.stream(x).map(n -> -n).toArray(); }

    @Override public Batched[] batch(long size, Batched... x) {
        var wide = new Pad(prepend(low), prepend(high), prepend(interior));
        if (!x[1].mapped()) return mapped(wide.bind(x[0].array(), x[1].array()));
        var type = infer(x[0].example(), x[1].example())[0];
        var zero = Constant.of(type.dtype(), 0).bind();
        var inside = wide.bind(new BroadcastInDim(x[0].spread(size).shape(), Axes.NONE)
                .bind(Constant.of(DType.PRED, 1).bind()), Constant.of(DType.PRED, 0).bind());
        var values = new BroadcastInDim(type.shape().prepend(size), Axes.of(0)).bind(x[1].array());
        return mapped(Select.where(inside, wide.bind(x[0].spread(size), zero), values));
    }

    private static long[] prepend(long[] x) { return LongStream.concat(LongStream.of(0), Arrays.stream(x)).toArray(); }

    @Override public boolean equals(Object o) {
        return o instanceof Pad p && Arrays.equals(low, p.low) && Arrays.equals(high, p.high)
                && Arrays.equals(interior, p.interior);
    }

    @Override public int hashCode() {
        return Arrays.hashCode(low) + 31 * Arrays.hashCode(high) + 961 * Arrays.hashCode(interior);
    }
}
