package jacobi.lax;

import java.util.Set;
import jacobi.core.*;

/**
 * Slices of the first operand at places that the second, an integer array, tells. StableHLO gather, with {@code index_vector_dim}
 * always the last axis of the indices, and a choice of {@link Bounds}.
 * @param offsetAxes       the result axes that run over a slice, ascending
 * @param collapsedAxes    operand axes of slice size 1 that do not appear in the result, ascending
 * @param operandBatchAxes operand axes that are paired with {@code indexBatchAxes} of the indices; slice size 1, not in the
 * result, ascending
 * @param indexBatchAxes   see above
 * @param startAxes        the operand axis that each component of an index vector counts along
 * @param sliceSizes       the extent of a slice along each operand axis
 */
public record Gather(Axes offsetAxes, Axes collapsedAxes, Axes operandBatchAxes, Axes indexBatchAxes, Axes startAxes,
        Shape sliceSizes, Bounds bounds)
        implements Primitive {
    @Override public String mnemonic() { return "gather"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        ArrayType x = operands[0], indices = operands[1];
        if (!indices.dtype().isInteger()) throw new TypeError("gather cannot take these operands").expected("integer indices")
                .mend("convert them to s64");
        if (indices.rank() == 0 || indices.dim(indices.rank() - 1) != startAxes.size())
            throw fault("C3").expected("indices whose last axis has %d components", startAxes.size());
        if (sliceSizes.rank() != x.rank()) throw fault("C20").expected("%d slice sizes, one for each axis", x.rank());
        for (int i : x.axes()) {
            if (sliceSizes.dim(i) > x.dim(i))
                throw fault("C21").expected("slices of at most %d elements along axis %d", x.dim(i), i)
                    .mend("an axis without elements cannot be indexed");
            if ((collapsedAxes.contains(i) || operandBatchAxes.contains(i)) && sliceSizes.dim(i) > 1)
                throw fault("C10").expected("a slice size of at most 1 on collapsed and batch axis %d", i);
        }
        for (int i = 0; i < operandBatchAxes.size(); i++)
            if (x.dim(operandBatchAxes.get(i)) != indices.dim(indexBatchAxes.get(i)))
                throw fault("C19").expected("batch axes of one size");
        var offset = sliceSizes.without(collapsedAxes.concat(operandBatchAxes));
        var batch = indices.shape().slice(0, indices.rank() - 1);
        if (offset.rank() != offsetAxes.size()) throw fault("C1").expected("%d offset axes", offset.rank());
        int rank = batch.rank() + offset.rank();
        if (!offsetAxes.within(rank) || !offsetAxes.ascending())
            throw fault("C4").expected("ascending offset axes of a result of rank %d", rank);
        var dims = new long[rank];
        for (int i = 0, o = 0, b = 0; i < rank; i++) dims[i] = offsetAxes.contains(i) ? offset.dim(o++) : batch.dim(b++);
        return Linear.one(x.withShape(Shape.of(dims)));
    }

    @Override public Set<Effect> effects() { return bounds == Bounds.ERROR ? Set.of(Effect.CHECK) : Set.of(); }
    @Override public Batched[] batch(long size, Batched... x) { throw JacobiError.bug("gather has no batching rule yet"); }
}
