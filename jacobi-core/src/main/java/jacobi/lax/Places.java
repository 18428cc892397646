package jacobi.lax;

import java.util.function.UnaryOperator;
import jacobi.core.*;

/** What the primitives that read and write at places known only at run time share. */
final class Places {
    private Places() {}

    static void checkIndices(Primitive p, ArrayType indices, Axes startAxes) {
        if (!indices.dtype().isInteger()) throw new TypeError(p.mnemonic() + " cannot take these operands")
                .expected("integer indices").mend("convert them to s64");
        if (indices.rank() == 0 || indices.dim(indices.rank() - 1) != startAxes.size())
            throw p.fault("C3").expected("indices whose last axis has %d components", startAxes.size());
    }

    /** Checks the lists of operand axes. @param single those on which a slice has one element and that it leaves out */
    static void checkAxes(Primitive p, ArrayType x, Axes single, Axes operandBatch, Axes startAxes) {
        if (!single.ascending() || !operandBatch.distinct() || !single.concat(operandBatch).distinct()
                || !single.concat(operandBatch).within(x.rank()))
            throw p.fault("C8").expected("distinct axes of an operand of rank %d, ascending", x.rank());
        if (!startAxes.concat(operandBatch).distinct() || !startAxes.within(x.rank()))
            throw p.fault("C16").expected("start axes that are distinct, no batch axes, and below %d", x.rank());
    }

    static void checkBatch(Primitive p, ArrayType x, Axes operandBatch, ArrayType indices, Axes indexBatch) {
        if (operandBatch.size() != indexBatch.size() || !indexBatch.distinct() || !indexBatch.within(indices.rank() - 1))
            throw p.fault("C17").expected("%d distinct batch axes of the indices, not the last", operandBatch.size());
        for (int i = 0; i < operandBatch.size(); i++)
            if (x.dim(operandBatch.get(i)) != indices.dim(indexBatch.get(i)))
                throw p.fault("C19").expected("batch axes of one size");
    }

    /** A shape with the extents of a slice along the given axes, and those of the batch along the others. */
    static Shape interleave(Axes offsetAxes, Shape offset, Shape batch) {
        var dims = new long[offset.rank() + batch.rank()];
        for (int i = 0, o = 0, b = 0; i < dims.length; i++) dims[i] = offsetAxes.contains(i) ? offset.dim(o++) : batch.dim(b++);
        return Shape.of(dims);
    }

    static void checkStart(Primitive p, ArrayType[] operands, int first) {
        for (int i = first; i < operands.length; i++) {
            if (operands[i].rank() != 0 || !operands[i].dtype().isInteger())
                throw p.fault("C3").expected("scalar integer starts").mend("convert them to s64");
            if (operands[i].dtype() != operands[first].dtype())
                throw p.fault("C5").expected("starts of one dtype").mend("convert them to s64");
        }
    }

    /** What a linear read of x gives, with zeros instead of what {@link Bounds#FILL} makes up. */
    static Array orZero(Bounds bounds, Array x, UnaryOperator<Array> read) {
        if (bounds != Bounds.FILL) return read.apply(x);
        var inside = read.apply(Constant.of(DType.PRED, 1).bind().broadcastTo(x.shape()));
        return Select.where(inside, read.apply(x), Constant.of(x.dtype(), 0).bind());
    }

    /** The starts of a batch as index vectors, {@code [size, rank]}. @param first where they begin among the operands */
    static Array stack(long size, Batched[] x, int first) {
        var columns = new Array[x.length - first];
        for (int i = 0; i < columns.length; i++) columns[i] = x[first + i].spread(size).reshape(size, 1);
        return new Concatenate(1).bind(columns);
    }

    static boolean mapped(Batched[] x, int first) {
        for (int i = first; i < x.length; i++) if (x[i].mapped()) return true;
        return false;
    }

    /** Operands for a block with a leading axis: the given arrays, then a start of 0, then the starts. */
    static Array[] withLeadingStart(Batched[] x, Array... arrays) {
        int first = arrays.length;
        var wide = new Array[x.length + 1];
        System.arraycopy(arrays, 0, wide, 0, first);
        wide[first] = Constant.of(x.length == first ? DType.S64 : x[first].array().dtype(), 0).bind();
        for (int i = first; i < x.length; i++) wide[i + 1] = x[i].array();
        return wide;
    }
}
