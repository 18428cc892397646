package jacobi.lax;

import jacobi.core.*;

/** Matrices in the last two axes, batches in the others: the checks and the small operations that linear algebra is made of. */
final class Matrices {
    private Matrices() {}

    // checks

    static ArrayType inexact(Primitive p, ArrayType a) {
        if (a.rank() < 2) throw fault(p).expected("matrices [..., m, n]").mend("reshape to a matrix");
        return switch (a.dtype()) {
            case F32, F64, C64, C128 -> a;
            default -> throw new TypeError(p.mnemonic() + " cannot take these operands").expected("f32, f64, c64 or c128")
                    .mend("convert the operands, for example to %s", a.dtype().isFloat() ? DType.F32 : DType.F64);
        };
    }

    static ArrayType square(Primitive p, ArrayType a) {
        inexact(p, a);
        if (a.dim(a.rank() - 1) != a.dim(a.rank() - 2)) throw fault(p).expected("square matrices [..., n, n]");
        return a;
    }

    /** Checks that b is [..., n, k], or [..., k, n] if a stands on the right, for a square a [..., n, n]; leading axes equal. */
    static ArrayType rightHandSide(Primitive p, ArrayType a, ArrayType b, boolean leftSide) {
        square(p, a);
        if (a.dtype() != b.dtype()) throw new TypeError(p.mnemonic() + " cannot take these operands")
                .expected("two operands of one dtype").mend("convert them to %s", DType.promote(a.dtype(), b.dtype()));
        int r = a.rank();
        boolean fits = b.rank() == r && a.shape().slice(0, r - 2).equals(b.shape().slice(0, r - 2))
                && b.dim(leftSide ? r - 2 : r - 1) == a.dim(r - 1);
        if (!fits) throw fault(p)
                .expected("right-hand sides %s for matrices [..., n, n]", leftSide ? "[..., n, k]" : "[..., k, n]")
                .mend("broadcast the leading axes; add an axis to a vector");
        return b;
    }

    private static JacobiError fault(Primitive p) { return new ShapeError(p.mnemonic() + " cannot take these operands"); }

    // operations

    /** The matrix product of two arrays of one rank with equal leading axes. */
    static Array times(Array a, Array b) {
        int r = a.rank();
        var batch = Axes.upTo(r - 2);
        return new DotGeneral(batch, batch, Axes.of(r - 1), Axes.of(r - 2)).bind(a, b);
    }

    static Array transposed(Array a) {
        int r = a.rank();
        return a.transpose(Axes.upTo(r - 2).append(r - 1, r - 2));
    }

    static Array conjugate(Array a) { return a.dtype().isComplex() ? Binary.COMPLEX.bind(a.real(), a.imag().unaryMinus()) : a; }

    static Array adjoint(Array a) { return conjugate(transposed(a)); }

    /** The elements on and below the diagonal that lies {@code offset} above the main one; zeros elsewhere. */
    static Array lower(Array a, int offset) { return Select.where(isLower(a.type(), offset), a, zero(a)); }

    /** The elements on and above the diagonal that lies {@code offset} above the main one; zeros elsewhere. */
    static Array upper(Array a, int offset) { return Select.where(isLower(a.type(), offset - 1), zero(a), a); }

    private static Array zero(Array a) { return Constant.of(a.dtype(), 0).bind(); }

    private static Array isLower(ArrayType a, int offset) { return compareIndices(Compare.GE, a, offset); }

    /** Ones on the diagonal of matrices of a type. */
    static Array identity(ArrayType a) { return compareIndices(Compare.EQ, a, 0).convert(a.dtype()); }

    /** Whether row + offset compares so with the column, in each place of matrices of a type. */
    private static Array compareIndices(Compare f, ArrayType a, int offset) {
        var matrix = new ArrayType(DType.S64, a.shape().slice(a.rank() - 2, a.rank()));
        return f.bind(new Iota(matrix, 0).bind().plus(offset), new Iota(matrix, 1).bind()).broadcastTo(a.shape());
    }

    /** The Hermitian matrix with a given lower triangle; what is above the diagonal, and its imaginary part, are not read. */
    static Array hermitian(Array a) {
        Array strict = lower(a, -1), diagonal = upper(lower(a, 0), 0);
        return strict.plus(adjoint(strict)).plus(diagonal.real().convert(a.dtype()));
    }

    // batching of a right-hand side whose matrix is the same for the whole batch, so that it need not be repeated

    /**
     * The examples of a batch as further columns: [size, ..., n, k] as [..., n, size · k].
     * @param axis the axis of an example over which columns run
     */
    static Array asColumns(Array b, int axis) {
        var shape = b.shape().without(Axes.of(0));
        return b.transpose(batchBefore(axis, b.rank())).reshape(shape.with(axis, b.shape().dim(0) * shape.dim(axis)));
    }

    /** The way back from {@link #asColumns}. */
    static Array fromColumns(Array x, int axis, long size) {
        long k = x.shape().dim(axis) / size;
        return x.reshape(x.shape().with(axis, k).insert(axis, size)).transpose(batchBefore(axis, x.rank() + 1).inverse());
    }

    /** The permutation that puts axis 0 before the given axis of an example. */
    private static Axes batchBefore(int axis, int rank) {
        return Axes.range(1, axis + 1).append(0).concat(Axes.range(axis + 1, rank));
    }
}
