package jacobi.lax;

import java.util.Set;
import jacobi.core.*;

/**
 * A block of a given shape from a start known only at run time: operands x, then one scalar integer start for each axis, all of
 * one dtype. StableHLO dynamic_slice with a choice of {@link Bounds}; CLAMP is the specification's. Linear in x.
 */
public record DynamicSlice(Shape sizes, Bounds bounds) implements Primitive {
    @Override public String mnemonic() { return "dynamic_slice"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        var x = operands[0];
        if (sizes.rank() != x.rank() || operands.length != 1 + x.rank())
            throw fault("C2").expected("%d sizes and starts, one for each axis", x.rank());
        for (int i : x.axes())
            if (sizes.dim(i) > x.dim(i))
                throw fault("C4").expected("at most %d elements along axis %d", x.dim(i), i).mend("ask for a smaller block");
        Places.checkStart(this, operands, 1);
        return Linear.one(x.withShape(sizes));
    }

    @Override public Set<Effect> effects() { return bounds == Bounds.ERROR ? Set.of(Effect.CHECK) : Set.of(); }

    /** The same block of the tangent; zeros where a place outside gave NaN. */
    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        return Linear.one(new DynamicSlice(sizes, bounds.derived()).orZero(dx[0], x));
    }

    /** This block, with zeros at places outside. @param operands any first one, then the starts */
    Array orZero(Array x, Array[] operands) {
        return Places.orZero(bounds, x, a -> {
            var replaced = operands.clone();
            replaced[0] = a;
            return bind(replaced);
        });
    }

    /** Cotangents go back to where the block came from. */
    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        var operands = new Array[x.length + 1];
        operands[0] = Linear.zeros(types[0]);
        operands[1] = ct[0];
        System.arraycopy(x, 1, operands, 2, x.length - 1);
        var cts = new Array[x.length];
        cts[0] = new DynamicUpdateSlice(bounds.derived()).bind(operands);
        return cts;
    }

    /** With starts of its own, each example is a slice to gather. */
    @Override public Batched[] batch(long size, Batched... x) {
        if (!Places.mapped(x, 1))
            return Linear.mapped(new DynamicSlice(sizes.prepend(size), bounds).bind(Places.withLeadingStart(x, x[0].array())));
        int rank = sizes.rank();
        var offset = Axes.range(1, rank + 1);
        var gather = x[0].mapped()
                ? new Gather(offset, Axes.NONE, Axes.of(0), Axes.of(0), offset, sizes.prepend(Math.min(size, 1)), bounds)
                : new Gather(offset, Axes.NONE, Axes.NONE, Axes.NONE, Axes.upTo(rank), sizes, bounds);
        return Linear.mapped(gather.bind(x[0].array(), Places.stack(size, x, 1)));
    }
}
