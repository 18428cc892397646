package jacobi.lax;

import jacobi.core.*;

/**
 * Running results of a {@link Monoid} along an axis: element i combines the elements up to and including i, or from i on if
 * {@code reverse}.
 */
public record Cumulative(Monoid monoid, int axis, boolean reverse) implements Primitive {
    @Override public String mnemonic() { return "cumulative"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        var x = operands[0];
        if (axis < 0 || axis >= x.rank()) throw fault("axis").expected("an axis of an operand of rank %d", x.rank());
        if (!monoid.domain().contains(x.dtype()) || x.dtype().isComplex() && (monoid == Monoid.MIN || monoid == Monoid.MAX))
            throw new TypeError("cumulative cannot take this operand")
                    .expected("%s, ordered for min and max", monoid.domain().words()).mend("convert it first");
        return Linear.one(x);
    }

    @Override public Batched[] batch(long size, Batched... x) {
        return Linear.mapped(new Cumulative(monoid, axis + 1, reverse).bind(x[0].array()));
    }
}
