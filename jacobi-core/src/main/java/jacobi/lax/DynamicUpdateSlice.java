package jacobi.lax;

import java.util.Arrays;
import java.util.Set;
import jacobi.core.*;

/**
 * The first operand with a block replaced by the second, from a start known only at run time: then one scalar integer start for
 * each axis, all of one dtype. StableHLO dynamic_update_slice with a choice of {@link Bounds}; CLAMP is the specification's.
 * Linear in the first two operands together.
 */
public record DynamicUpdateSlice(Bounds bounds) implements Primitive {
    @Override public String mnemonic() { return "dynamic_update_slice"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        ArrayType x = operands[0], update = operands[1];
        if (update.dtype() != x.dtype()) throw new TypeError("dynamic_update_slice cannot take these operands")
                .expected("an update of dtype %s", x.dtype()).mend("convert it first");
        if (update.rank() != x.rank() || operands.length != 2 + x.rank())
            throw fault("C3").expected("an update of rank %d and as many starts", x.rank());
        for (int i : x.axes())
            if (update.dim(i) > x.dim(i))
                throw fault("C6").expected("an update of at most %d elements along axis %d", x.dim(i), i);
        Places.checkStart(this, operands, 2);
        return Linear.one(x);
    }

    @Override public Set<Effect> effects() { return bounds == Bounds.ERROR ? Set.of(Effect.CHECK) : Set.of(); }

    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        return Linear.one(derived(x, dx[0] != null ? dx[0] : Linear.zeros(x[0].type()),
                dx[1] != null ? dx[1] : Linear.zeros(x[1].type())));
    }

    /** This update with other first operands, at the same starts. */
    private Array derived(Array[] x, Array operand, Array update) {
        var operands = x.clone();
        operands[0] = operand;
        operands[1] = update;
        return new DynamicUpdateSlice(bounds.derived()).bind(operands);
    }

    /** The operand's cotangent is zero in the block; the update's is the block. */
    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        var cts = new Array[x.length];
        if (x[0] == null) cts[0] = derived(x, ct[0], Linear.zeros(types[1]));
        if (x[1] == null) cts[1] = new DynamicSlice(types[1].shape(), bounds.derived())
                .orZero(ct[0], Arrays.copyOfRange(x, 1, x.length));
        return cts;
    }

    /** With starts of its own, each example is a slice to scatter. */
    @Override public Batched[] batch(long size, Batched... x) {
        Array operand = x[0].spread(size), update = x[1].spread(size);
        if (!Places.mapped(x, 2)) return Linear.mapped(bind(Places.withLeadingStart(x, operand, update)));
        var window = Axes.range(1, operand.rank());
        var scatter = new Scatter(window, Axes.NONE, Axes.of(0), Axes.of(0), window, Scatter.Combine.SET, bounds);
        return Linear.mapped(scatter.bind(operand, Places.stack(size, x, 2), update));
    }
}
