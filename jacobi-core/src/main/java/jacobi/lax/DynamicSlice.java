package jacobi.lax;

import java.util.Set;
import jacobi.core.*;

/**
 * A block of a given shape from a start known only at run time: operands x, then one scalar integer start for each axis, all of
 * one dtype. StableHLO dynamic_slice with a choice of {@link Bounds}; CLAMP is the specification's.
 */
public record DynamicSlice(Shape sizes, Bounds bounds) implements Primitive {
    @Override public String mnemonic() { return "dynamic_slice"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        var x = operands[0];
        if (sizes.rank() != x.rank() || operands.length != 1 + x.rank())
            throw fault("C2").expected("%d sizes and starts, one for each axis", x.rank());
        for (int i : x.axes()) {
            if (sizes.dim(i) > x.dim(i)) throw fault("C4").expected("at most %d elements along axis %d", x.dim(i), i)
                    .mend("ask for a smaller block");
            checkStart(operands[1 + i], this);
        }
        return Linear.one(x.withShape(sizes));
    }

    static void checkStart(ArrayType start, Primitive p) {
        if (start.rank() != 0 || !start.dtype().isInteger()) throw p.fault("C3").expected("scalar integer starts")
                .mend("convert them to s64");
    }

    @Override public Set<Effect> effects() { return bounds == Bounds.ERROR ? Set.of(Effect.CHECK) : Set.of(); }
    @Override public Batched[] batch(long size, Batched... x) { throw JacobiError.bug("dynamic_slice has no batching rule yet"); }
}
