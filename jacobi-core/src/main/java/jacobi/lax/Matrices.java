package jacobi.lax;

import jacobi.core.*;

/** Checks of the operands of linear algebra: matrices in the last two axes, batches in the others. */
final class Matrices {
    private Matrices() {}

    static ArrayType inexact(Primitive p, ArrayType a) {
        if (!a.dtype().isInexact()) throw new TypeError(p.mnemonic() + " cannot take these operands").expected("a floating-point or complex dtype").mend("convert the operands to f64");
        if (a.rank() < 2) throw new ShapeError(p.mnemonic() + " cannot take these operands").expected("matrices [..., m, n]").mend("reshape to a matrix");
        return a;
    }

    static ArrayType square(Primitive p, ArrayType a) {
        inexact(p, a);
        if (a.dim(a.rank() - 1) != a.dim(a.rank() - 2)) throw new ShapeError(p.mnemonic() + " cannot take these operands").expected("square matrices [..., n, n]");
        return a;
    }

    /** Checks that b is [..., n, k] (or [..., k, n] if the matrix stands on the right) for a square a [..., n, n], the leading axes equal. */
    static ArrayType rightHandSide(Primitive p, ArrayType a, ArrayType b, boolean leftSide) {
        square(p, a);
        inexact(p, b);
        if (a.dtype() != b.dtype()) throw new TypeError(p.mnemonic() + " cannot take these operands").expected("two operands of one dtype").mend("convert them to %s", DType.promote(a.dtype(), b.dtype()));
        int r = a.rank();
        if (b.rank() != r || !a.shape().slice(0, r - 2).equals(b.shape().slice(0, r - 2)) || b.dim(leftSide ? r - 2 : r - 1) != a.dim(r - 1))
            throw new ShapeError(p.mnemonic() + " cannot take these operands").expected("right-hand sides %s for matrices %s", leftSide ? "[..., n, k]" : "[..., k, n]", "[..., n, n]")
                    .mend("broadcast the leading axes; add an axis to a vector");
        return b;
    }
}
