package jacobi.lax;

import static jacobi.lax.Linear.one;

import jacobi.core.*;

/** The reduction of some axes, which disappear, by a {@link Monoid}; of an empty axis, the neutral element. StableHLO reduce. */
public record Reduce(Monoid monoid, Axes axes) implements Primitive {
    @Override public String mnemonic() { return "reduce"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        var x = operands[0];
        if (!axes.within(x.rank()) || !axes.distinct()) throw fault("C4")
                .expected("distinct axes of an operand of rank %d", x.rank());
        if (!monoid.domain().contains(x.dtype()) || x.dtype().isComplex() && (monoid == Monoid.MIN || monoid == Monoid.MAX))
            throw new TypeError("reduce cannot take this operand")
                    .expected("%s, ordered for min and max", monoid.domain().words())
                    .mend("convert it first");
        return one(x.withShape(x.shape().without(axes)));
    }

    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        return one(switch (monoid) {
            case SUM -> dx[0].reduceSum(axes);
            case PRODUCT -> others(x[0]).times(dx[0]).reduceSum(axes);
            case MIN, MAX -> share(x[0], y[0]).times(dx[0]).reduceSum(axes);
            case AND, OR -> null;
        });
    }

    /** Each element's share of an extreme value: those equal to it share it evenly. */
    private Array share(Array x, Array y) {
        var winners = x.eq(back(y, x.shape())).convert(x.dtype());
        return winners.div(back(winners.reduceSum(axes), x.shape()));
    }

    /** For each element the product of all others that meet it: right also where some are zero. */
    private Array others(Array x) {
        var kept = x.type().axes().minus(axes);
        var flat = x.transpose(kept.concat(axes)).reshape(x.shape().select(kept).append(x.shape().select(axes).size()));
        int last = flat.rank() - 1;
        var before = exclusive(flat, last, false);
        var after = exclusive(flat, last, true);
        return before.times(after).reshape(x.shape().select(kept.concat(axes))).transpose(kept.concat(axes).inverse());
    }

    private static Array exclusive(Array x, int axis, boolean reverse) {
        var edges = new long[x.rank()];
        var drop = new long[x.rank()];
        edges[axis] = 1;
        drop[axis] = -1;
        var one = Constant.of(x.dtype(), 1).bind();
        var shifted = reverse ? new Pad(drop, edges, new long[x.rank()]) : new Pad(edges, drop, new long[x.rank()]);
        return x.type().dim(axis) == 0 ? x : new Cumulative(Monoid.PRODUCT, axis, reverse).bind(shifted.bind(x, one));
    }

    private Array back(Array y, Shape shape) { return new BroadcastInDim(shape, shape.axes().minus(axes)).bind(y); }

    @Override public Array[] transpose(Array[] ct, Array[] none, ArrayType[] types) {
        if (monoid != Monoid.SUM) throw JacobiError.bug("reduce by %s is not linear", monoid);
        return one(back(ct[0], types[0].shape()));
    }

    @Override public Batched[] batch(long size, Batched... x) {
        return new Batched[] {Batched.mapped(new Reduce(monoid, axes.plus(1)).bind(x[0].array()))};
    }
}
