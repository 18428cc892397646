package jacobi.lax;

import jacobi.core.*;

/**
 * The index along an axis, s64, of the first least ({@code MIN}) or greatest ({@code MAX}) element; the first NaN wins over all.
 * The axis must not be empty.
 */
public record ArgReduce(Monoid extreme, int axis) implements Primitive {
    @Override public String mnemonic() { return "arg" + extreme.name().toLowerCase(java.util.Locale.ROOT); }

    @Override public ArrayType[] infer(ArrayType... operands) {
        var x = operands[0];
        if (extreme != Monoid.MIN && extreme != Monoid.MAX) throw JacobiError.bug("no index of a %s", extreme);
        if (axis < 0 || axis >= x.rank()) throw fault().expected("an axis of an operand of rank %d", x.rank());
        if (x.dim(axis) == 0) throw fault().expected("at least one element along axis %d", axis)
                .mend("an empty axis has no extreme element");
        if (x.dtype().isComplex()) throw new TypeError(mnemonic() + " cannot take this operand").expected("an ordered dtype")
                .mend("compare real parts or absolute values");
        return Linear.one(new ArrayType(DType.S64, x.shape().without(Axes.of(axis))));
    }

    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) { return new Array[] {null}; }
    @Override public Batched[] batch(long size, Batched... x) {
        return Linear.mapped(new ArgReduce(extreme, axis + 1).bind(x[0].array()));
    }
}
