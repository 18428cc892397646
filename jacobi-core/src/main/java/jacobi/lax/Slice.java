package jacobi.lax;

import static jacobi.lax.Linear.*;

import java.util.stream.IntStream;
import jacobi.core.*;

/**
 * Elements {@code start, start + stride, …} below {@code limit} along each axis. StableHLO slice.
 * @param start  one for each axis, at least 0
 * @param limit  one for each axis, at least {@code start}, at most the axis's size
 * @param stride one for each axis, at least 1
 */
public record Slice(Shape start, Shape limit, Shape stride) implements Linear {
    @Override public String mnemonic() { return "slice"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        var x = operands[0];
        if (start.rank() != x.rank() || limit.rank() != x.rank() || stride.rank() != x.rank())
            throw fault("C2").expected("%d starts, limits and strides, one for each axis", x.rank());
        for (int i : x.axes()) {
            if (start.dim(i) > limit.dim(i) || limit.dim(i) > x.dim(i))
                throw fault("C3").expected("0 ≤ start ≤ limit ≤ %d on axis %d", x.dim(i), i).mend("slice within the axis");
            if (stride.dim(i) < 1) throw fault("C4").expected("a stride of at least 1 on axis %d", i)
                    .mend("reverse the axis to go backwards");
        }
        return one(x.withShape(Shape.of(IntStream.range(0, x.rank()).mapToLong(this::extent).toArray())));
    }

    private long extent(int axis) { return Math.ceilDiv(limit.dim(axis) - start.dim(axis), stride.dim(axis)); }

    /** Cotangents go back to where the elements came from, zeros between and around them. */
    @Override public Array[] transpose(Array[] ct, Array[] none, ArrayType[] types) {
        int rank = start.rank();
        long[] low = start.toArray(), high = new long[rank], interior = new long[rank];
        for (int i = 0; i < rank; i++) {
            long n = extent(i);
            interior[i] = stride.dim(i) - 1;
            high[i] = types[0].dim(i) - low[i] - (n == 0 ? 0 : 1 + (n - 1) * stride.dim(i));
        }
        return one(new Pad(low, high, interior).bind(ct[0], Constant.of(types[0].dtype(), 0).bind()));
    }

    @Override public Batched[] batch(long size, Batched... x) {
        return mapped(new Slice(start.prepend(0), limit.prepend(size), stride.prepend(1)).bind(x[0].array()));
    }
}
