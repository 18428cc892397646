package jacobi.lax;

import java.util.Arrays;
import jacobi.core.*;

/**
 * Sorts the operands together along an axis, stably and ascending by the first {@code keys} of them, lexicographically. Floats
 * are ordered with -0 equal to 0 and NaN last; false before true. All operands have one shape. StableHLO sort.
 */
public record Sort(int axis, int keys) implements Primitive {
    @Override public String mnemonic() { return "sort"; }

    @Override public ArrayType[] infer(ArrayType... x) {
        if (keys < 1 || keys > x.length) throw fault().expected("between 1 and %d keys", x.length);
        if (axis < 0 || axis >= x[0].rank()) throw fault("C4").expected("an axis of operands of rank %d", x[0].rank());
        for (int i = 0; i < x.length; i++) {
            if (!x[i].shape().equals(x[0].shape())) throw fault("C3").expected("operands of one shape")
                    .mend("broadcast them first");
            if (i < keys && x[i].dtype().isComplex()) throw new TypeError("sort cannot take these operands")
                    .expected("keys of an ordered dtype").mend("sort by real parts or absolute values");
        }
        return x.clone();
    }

    /** Tangents move as their elements do, which an operand that counts along the axis tells. */
    @Override public Dual jvp(Array[] x, Array[] dx) {
        var counted = Arrays.copyOf(x, x.length + 1);
        counted[x.length] = new Iota(x[0].type().withDType(DType.S64), axis).bind();
        var y = bindAll(counted);
        var order = y[x.length].reshape(x[0].shape().append(1));
        var gather = Gather.along(axis, x[0].shape(), Bounds.CLAMP);
        var tangents = new Array[x.length];
        for (int i = 0; i < x.length; i++) if (dx[i] != null) tangents[i] = gather.bind(dx[i], order);
        return new Dual(Arrays.copyOf(y, x.length), tangents);
    }

    @Override public Batched[] batch(long size, Batched... x) {
        var y = new Sort(axis + 1, keys).bindAll(Arrays.stream(x).map(b -> b.spread(size)).toArray(Array[]::new));
        return Arrays.stream(y).map(Batched::mapped).toArray(Batched[]::new);
    }
}
