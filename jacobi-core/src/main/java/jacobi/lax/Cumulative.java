package jacobi.lax;

import jacobi.core.*;

/**
 * Running results of a {@link Monoid} along an axis: element i combines the elements up to and including i, or from i on if
 * {@code reverse}. The sum is linear.
 */
public record Cumulative(Monoid monoid, int axis, boolean reverse) implements Primitive {
    @Override public String mnemonic() { return "cumulative"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        var x = operands[0];
        if (axis < 0 || axis >= x.rank()) throw fault().expected("an axis of an operand of rank %d", x.rank());
        if (!monoid.domain().contains(x.dtype()) || x.dtype().isComplex() && (monoid == Monoid.MIN || monoid == Monoid.MAX))
            throw new TypeError("cumulative cannot take this operand")
                    .expected("%s, ordered for min and max", monoid.domain().words()).mend("convert it first");
        return Linear.one(x);
    }

    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        return Linear.one(switch (monoid) {
            case SUM -> bind(dx[0]);
            case PRODUCT -> ofProduct(x[0], y[0], dx[0]);
            case MIN, MAX -> dx[0].size() == 0 ? dx[0] : ofRecord(x[0], y[0], dx[0]);
            case AND, OR -> null;
        });
    }

    /**
     * The solution of tᵢ = xᵢ tᵢ₋₁ + yᵢ₋₁ dxᵢ, right also where some x are zero: the maps t ↦ a t + b are composed over 1, 2, 4,
     * … neighbours.
     */
    private Array ofProduct(Array x, Array y, Array dx) {
        Array a = x, b = shifted(y, 1, 1).times(dx);
        for (long step = 1; step < x.shape().dim(axis); step *= 2) {
            b = a.times(shifted(b, step, 0)).plus(b);
            a = a.times(shifted(a, step, 1));
        }
        return b;
    }

    /** Each element as many places later in the running order, a number before the first. */
    private Array shifted(Array x, long step, double first) {
        long[] enter = new long[x.rank()], leave = new long[x.rank()];
        long n = Math.min(step, x.shape().dim(axis));
        enter[axis] = n;
        leave[axis] = -n;
        var pad = reverse ? new Pad(leave, enter, new long[x.rank()]) : new Pad(enter, leave, new long[x.rank()]);
        return pad.bind(x, Constant.of(x.dtype(), first).bind());
    }

    /** The tangent of the element that set the record; of equal ones, the latest. */
    private Array ofRecord(Array x, Array y, Array dx) {
        var place = new Iota(x.type().withDType(DType.S64), axis).bind();
        var none = Constant.of(DType.S64, reverse ? x.shape().dim(axis) : -1).bind();
        var records = Select.where(x.eq(y), place, none);
        var latest = new Cumulative(reverse ? Monoid.MIN : Monoid.MAX, axis, reverse).bind(records);
        return Gather.along(axis, x.shape(), Bounds.CLAMP).bind(dx, latest.reshape(x.shape().append(1)));
    }

    @Override public Array[] transpose(Array[] ct, Array[] none, ArrayType[] types) {
        if (monoid != Monoid.SUM) throw JacobiError.bug("cumulative by %s is not linear", monoid);
        return Linear.one(new Cumulative(Monoid.SUM, axis, !reverse).bind(ct[0]));
    }

    @Override public Batched[] batch(long size, Batched... x) {
        return Linear.mapped(new Cumulative(monoid, axis + 1, reverse).bind(x[0].array()));
    }
}
