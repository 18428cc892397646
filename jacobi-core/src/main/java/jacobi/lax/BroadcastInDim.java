package jacobi.lax;

import static jacobi.lax.Linear.*;

import jacobi.core.*;

/**
 * Stretches an operand to {@code shape}; operand axis {@code i} becomes result axis {@code axes.get(i)}, and must have its
 * size, or 1. StableHLO broadcast_in_dim, with {@code axes} ascending (stricter than C4: a transpose says the rest).
 */
public record BroadcastInDim(Shape shape, Axes axes) implements Linear {
    @Override public String mnemonic() { return "broadcast_in_dim"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        var x = operands[0];
        if (axes.size() != x.rank()) throw fault("C2").expected("%d axes, one for each operand axis", x.rank());
        if (!axes.within(shape.rank())) throw fault("C3").expected("axes of a result of rank %d", shape.rank())
                .mend("broadcast to a shape of at least the operand's rank");
        if (!axes.ascending()) throw fault("C4").expected("axes in ascending order").mend("transpose first");
        for (int i : x.axes())
            if (x.dim(i) != 1 && x.dim(i) != shape.dim(axes.get(i)))
                throw fault("C5").expected("operand axis %d of size 1 or %d", i, shape.dim(axes.get(i)))
                        .mend("reduce or slice it to size 1, or ask for size %d", x.dim(i));
        return one(x.withShape(shape));
    }

    /** Axes that were made or stretched are summed away. */
    @Override public Array[] transpose(Array[] ct, Array[] none, ArrayType[] types) {
        var x = types[0];
        var kept = Axes.of(x.axes().where(i -> x.dim(i) == shape.dim(axes.get(i))).stream().map(axes::get).toArray());
        return one(ct[0].reduceSum(shape.axes().minus(kept)).reshape(x.shape()));
    }

    @Override public Batched[] batch(long size, Batched... x) {
        return mapped(new BroadcastInDim(shape.prepend(size), axes.plus(1).prepend(0)).bind(x[0].array()));
    }
}
