package jacobi.lax;

import java.util.Set;
import jacobi.core.*;

/**
 * The first operand with a block replaced by the second, from a start known only at run time: then one scalar integer start for
 * each axis. StableHLO dynamic_update_slice with a choice of {@link Bounds}; CLAMP is the specification's.
 */
public record DynamicUpdateSlice(Bounds bounds) implements Primitive {
    @Override public String mnemonic() { return "dynamic_update_slice"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        ArrayType x = operands[0], update = operands[1];
        if (update.dtype() != x.dtype()) throw new TypeError("dynamic_update_slice cannot take these operands")
                .expected("an update of dtype %s", x.dtype()).mend("convert it first");
        if (update.rank() != x.rank() || operands.length != 2 + x.rank())
            throw fault("C3").expected("an update of rank %d and as many starts", x.rank());
        for (int i : x.axes()) {
            if (update.dim(i) > x.dim(i))
                throw fault("C6").expected("an update of at most %d elements along axis %d", x.dim(i), i);
            DynamicSlice.checkStart(operands[2 + i], this);
        }
        return Linear.one(x);
    }

    @Override public Set<Effect> effects() { return bounds == Bounds.ERROR ? Set.of(Effect.CHECK) : Set.of(); }
    @Override public Batched[] batch(long size, Batched... x) {
        throw JacobiError.bug("dynamic_update_slice has no batching rule yet");
    }
}
