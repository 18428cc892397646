package jacobi.lax;

import java.util.Set;
import jacobi.core.*;

/**
 * The first operand with updates (the third) combined into slices of it at places that the second, an integer array, tells; in
 * row-major order of the updates, so that also a repeated place has one result. StableHLO scatter, with {@code index_vector_dim}
 * always the last axis of the indices.
 * @param windowAxes       the axes of the updates that run over a slice, ascending
 * @param insertedAxes     operand axes of slice size 1 that do not appear in the updates, ascending
 * @param operandBatchAxes operand axes that are paired with {@code indexBatchAxes} of the indices, ascending
 * @param indexBatchAxes   see above
 * @param startAxes        the operand axis that each component of an index vector counts along
 * @param combine          how an update meets what is there
 */
public record Scatter(Axes windowAxes, Axes insertedAxes, Axes operandBatchAxes, Axes indexBatchAxes, Axes startAxes,
        Combine combine, Bounds bounds)
        implements Primitive {
    /** How an update meets what is there. */
    public enum Combine {
        SET(null), ADD(Binary.ADD), MULTIPLY(Binary.MULTIPLY), MIN(Binary.MINIMUM), MAX(Binary.MAXIMUM);

        private final Binary operation;

        Combine(Binary operation) { this.operation = operation; }

        /** What makes the new value from the old and the update; null if that is the update. */
        public Binary operation() { return operation; }
    }

    @Override public String mnemonic() { return "scatter"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        ArrayType x = operands[0], indices = operands[1], updates = operands[2];
        if (!indices.dtype().isInteger()) throw new TypeError("scatter cannot take these operands").expected("integer indices")
                .mend("convert them to s64");
        if (updates.dtype() != x.dtype()) throw new TypeError("scatter cannot take these operands")
                .expected("updates of dtype %s", x.dtype()).mend("convert them first");
        if (indices.rank() == 0 || indices.dim(indices.rank() - 1) != startAxes.size())
            throw fault("C3").expected("indices whose last axis has %d components", startAxes.size());
        var window = x.axes().minus(insertedAxes).minus(operandBatchAxes);
        if (window.size() != windowAxes.size() || !windowAxes.ascending() || !windowAxes.within(updates.rank()))
            throw fault("C2").expected("%d ascending window axes of the updates", window.size());
        for (int i = 0; i < window.size(); i++)
            if (updates.dim(windowAxes.get(i)) > x.dim(window.get(i)))
                throw fault("C4").expected("updates of at most %d elements along axis %d", x.dim(window.get(i)),
                        windowAxes.get(i));
        var batch = updates.shape().without(windowAxes);
        if (!batch.equals(indices.shape().slice(0, indices.rank() - 1)))
            throw fault("C4").expected("updates that have, beside the window axes, the shape %s", indices.shape()
                .slice(0, indices.rank() - 1));
        return Linear.one(x);
    }

    @Override public Set<Effect> effects() { return bounds == Bounds.ERROR ? Set.of(Effect.CHECK) : Set.of(); }
    @Override public Batched[] batch(long size, Batched... x) { throw JacobiError.bug("scatter has no batching rule yet"); }
}
