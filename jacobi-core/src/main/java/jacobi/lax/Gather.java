package jacobi.lax;

import java.util.Set;
import jacobi.core.*;

/**
 * Slices of the first operand at places that the second, an integer array, tells. StableHLO gather, with {@code index_vector_dim}
 * always the last axis of the indices, and a choice of {@link Bounds}; CLAMP is the specification's. Linear in the first operand.
 * @param offsetAxes       the result axes that run over a slice, ascending
 * @param collapsedAxes    operand axes of slice size 1 that do not appear in the result, ascending; size 0 of an axis without
 *                         elements
 * @param operandBatchAxes operand axes that are paired with {@code indexBatchAxes} of the indices; slice size and result as
 *                         for {@code collapsedAxes}
 * @param indexBatchAxes   see above
 * @param startAxes        the operand axis that each component of an index vector counts along
 * @param sliceSizes       the extent of a slice along each operand axis
 */
public record Gather(Axes offsetAxes, Axes collapsedAxes, Axes operandBatchAxes, Axes indexBatchAxes, Axes startAxes,
        Shape sliceSizes, Bounds bounds) implements Primitive {
    /**
     * One element for each index, along an axis of an operand of a given shape: {@code y[.., k, ..] = x[.., indices[.., k, ..,
     * 0], ..]}. The indices have the rank of x and one axis more, of size 1; beside {@code axis} their extents are those of x.
     */
    public static Gather along(int axis, Shape x, Bounds bounds) {
        var others = x.axes().minus(Axes.of(axis));
        var one = Shape.of(x.stream().map(n -> Math.min(n, 1)).toArray());
        return new Gather(Axes.NONE, Axes.of(axis), others, others, Axes.of(axis), one, bounds);
    }

    @Override public String mnemonic() { return "gather"; }

    @Override public ArrayType[] infer(ArrayType... operands) {
        ArrayType x = operands[0], indices = operands[1];
        Places.checkIndices(this, indices, startAxes);
        Places.checkAxes(this, x, collapsedAxes, operandBatchAxes, startAxes);
        Places.checkBatch(this, x, operandBatchAxes, indices, indexBatchAxes);
        checkSlices(x);
        var offset = sliceSizes.without(collapsedAxes.concat(operandBatchAxes));
        var batch = indices.shape().slice(0, indices.rank() - 1);
        if (offset.rank() != offsetAxes.size()) throw fault("C1").expected("%d offset axes", offset.rank());
        int rank = batch.rank() + offset.rank();
        if (!offsetAxes.within(rank) || !offsetAxes.ascending())
            throw fault("C4").expected("ascending offset axes of a result of rank %d", rank);
        return Linear.one(x.withShape(Places.interleave(offsetAxes, offset, batch)));
    }

    private void checkSlices(ArrayType x) {
        if (sliceSizes.rank() != x.rank()) throw fault("C20").expected("%d slice sizes, one for each axis", x.rank());
        for (int i : x.axes()) {
            if (sliceSizes.dim(i) > x.dim(i))
                throw fault("C21").expected("slices of at most %d elements along axis %d", x.dim(i), i)
                        .mend("an axis without elements cannot be indexed");
            boolean single = collapsedAxes.contains(i) || operandBatchAxes.contains(i);
            if (single && sliceSizes.dim(i) != Math.min(1, x.dim(i)))
                throw fault("C10").expected("a slice size of 1 on collapsed and batch axis %d", i);
        }
    }

    @Override public Set<Effect> effects() { return bounds == Bounds.ERROR ? Set.of(Effect.CHECK) : Set.of(); }

    /** The same slices of the tangent; zeros where a place outside gave NaN. */
    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) { return Linear.one(derived().orZero(dx[0], x[1])); }

    private Gather derived() {
        return new Gather(offsetAxes, collapsedAxes, operandBatchAxes, indexBatchAxes, startAxes, sliceSizes, bounds.derived());
    }

    /** This gather, of zeros at places outside. */
    Array orZero(Array x, Array indices) { return Places.orZero(bounds, x, a -> bind(a, indices)); }

    /** Cotangents are added where their elements came from. */
    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        var back = new Scatter(offsetAxes, collapsedAxes, operandBatchAxes, indexBatchAxes, startAxes, Scatter.Combine.ADD,
                bounds.derived());
        return new Array[] {back.bind(Linear.zeros(types[0]), x[1], ct[0]), null};
    }

    @Override public Batched[] batch(long size, Batched... x) {
        var batched = !x[1].mapped() ? ofMappedOperand(size) : !x[0].mapped() ? ofMappedIndices() : ofBoth(size);
        return Linear.mapped(batched.bind(x[0].array(), x[1].array()));
    }

    /** The batch axis belongs to each slice. */
    private Gather ofMappedOperand(long size) {
        return new Gather(offsetAxes.plus(1).prepend(0), collapsedAxes.plus(1), operandBatchAxes.plus(1), indexBatchAxes,
                startAxes.plus(1), sliceSizes.prepend(size), bounds);
    }

    /** There are more indices. */
    private Gather ofMappedIndices() {
        return new Gather(offsetAxes.plus(1), collapsedAxes, operandBatchAxes, indexBatchAxes.plus(1), startAxes, sliceSizes,
                bounds);
    }

    private Gather ofBoth(long size) {
        return new Gather(offsetAxes.plus(1), collapsedAxes.plus(1), operandBatchAxes.plus(1).prepend(0),
                indexBatchAxes.plus(1).prepend(0), startAxes.plus(1), sliceSizes.prepend(Math.min(size, 1)), bounds);
    }
}
