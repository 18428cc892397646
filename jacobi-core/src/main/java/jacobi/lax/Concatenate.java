package jacobi.lax;

import static jacobi.lax.Linear.*;

import java.util.Arrays;
import jacobi.core.*;

/** Operands one after another along an axis. StableHLO concatenate. */
public record Concatenate(int axis) implements Linear {
    @Override public String mnemonic() { return "concatenate"; }

    @Override public ArrayType[] infer(ArrayType... x) {
        if (x.length == 0) throw fault("C3").expected("at least one operand");
        if (axis < 0 || axis >= x[0].rank()) throw fault("C4").expected("an axis of operands of rank %d", x[0].rank())
                .mend("stack scalars instead");
        for (var t : x) {
            if (t.dtype() != x[0].dtype()) throw fault("C1").expected("operands of one dtype, %s", x[0].dtype())
                    .mend("convert them first");
            if (t.rank() != x[0].rank() || !t.shape().with(axis, 0).equals(x[0].shape().with(axis, 0)))
                throw fault("C2").expected("operands that differ in axis %d only", axis).mend("broadcast or reshape them first");
        }
        return one(x[0].withShape(x[0].shape().with(axis, Arrays.stream(x).mapToLong(t -> t.dim(axis)).sum())));
    }

    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        var cts = new Array[x.length];
        long from = 0;
        for (int i = 0; i < x.length; i++) {
            long to = from + types[i].dim(axis);
            if (x[i] == null) cts[i] = part(ct[0], from, to);
            from = to;
        }
        return cts;
    }

    private Array part(Array ct, long from, long to) {
        var shape = ct.shape();
        var zeros = Shape.of(new long[shape.rank()]);
        var ones = Shape.of(shape.stream().map(_ -> 1).toArray());
        return new Slice(zeros.with(axis, from), shape.with(axis, to), ones).bind(ct);
    }

    @Override public Batched[] batch(long size, Batched... x) {
        return mapped(new Concatenate(axis + 1).bind(Arrays.stream(x).map(b -> b.spread(size)).toArray(Array[]::new)));
    }
}
