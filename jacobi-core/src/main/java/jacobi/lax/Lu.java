package jacobi.lax;

import jacobi.core.*;
import jacobi.lax.TriangularSolve.Op;

/**
 * The factorisation P A = L U with partial pivoting of A {@code [..., m, n]}. Results: L (unit diagonal, below) and U packed in
 * one {@code [..., m, n]}; the row exchanges {@code s32[..., min(m,n)]}, in their order, from 0; the permutation
 * {@code s32[..., m]}: row i of P A is row {@code p[i]} of A.
 */
public record Lu() implements Primitive {
    @Override public String mnemonic() { return "lu"; }

    @Override public ArrayType[] infer(ArrayType... x) {
        var a = Matrices.inexact(this, x[0]);
        long m = a.dim(a.rank() - 2), n = a.dim(a.rank() - 1);
        var batch = a.shape().slice(0, a.rank() - 2);
        var exchanges = new ArrayType(DType.S32, batch.append(Math.min(m, n)));
        return new ArrayType[] {a, exchanges, new ArrayType(DType.S32, batch.append(m))};
    }

    /**
     * With L and U completed to square matrices, and G = L⁻¹ P dA U⁻¹: dL = L times the part of G below the diagonal, and
     * dU = the rest of G times U. P does not change.
     * @see "De Hoog, Anderssen, Lukas (2011), Differentiation of matrix functionals using triangular factorization"
     */
    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        if (y[0].size() == 0) return new Array[] {dx[0], null, null};
        Array l = l(y[0]), u = u(y[0]);
        var left = new TriangularSolve(true, true, true, Op.NONE).bind(l, rows(dx[0], y[2]));
        var g = new TriangularSolve(false, false, false, Op.NONE).bind(u, left);
        var dl = Matrices.times(l, Matrices.lower(g, -1));
        return new Array[] {dl.plus(Matrices.times(Matrices.upper(g, 0), u)), null, null};
    }

    /** L as a square [..., m, m]: columns that are missing are those of the identity. */
    private static Array l(Array packed) {
        int r = packed.rank();
        var square = resized(Matrices.lower(packed, -1), r - 1, packed.shape().dim(r - 2));
        return square.plus(Matrices.identity(square.type()));
    }

    /** U as a square [..., n, n]: rows that are missing are those of the identity. */
    private static Array u(Array packed) {
        int r = packed.rank();
        var square = resized(Matrices.upper(packed, 0), r - 2, packed.shape().dim(r - 1));
        var present = resized(Matrices.identity(packed.type()), r - 2, packed.shape().dim(r - 1));
        return square.plus(Matrices.identity(square.type()).minus(present));
    }

    /** An axis cut, or continued by zeros, to a size. */
    private static Array resized(Array a, int axis, long size) {
        var high = new long[a.rank()];
        high[axis] = size - a.shape().dim(axis);
        return new Pad(new long[a.rank()], high, new long[a.rank()]).bind(a, Constant.of(a.dtype(), 0).bind());
    }

    /** Row {@code p[i]} of each matrix in place i. */
    private static Array rows(Array a, Array p) {
        int r = a.rank();
        var batch = Axes.upTo(r - 2);
        var slice = Shape.of(a.shape().stream().map(_ -> 1).toArray()).with(r - 1, a.shape().dim(r - 1));
        var gather = new Gather(Axes.of(r - 1), Axes.of(r - 2), batch, batch, Axes.of(r - 2), slice, Bounds.CLAMP);
        return gather.bind(a, p.reshape(p.shape().append(1)));
    }

    @Override public Batched[] batch(long size, Batched... x) {
        var y = bindAll(x[0].array());
        return new Batched[] {Batched.mapped(y[0]), Batched.mapped(y[1]), Batched.mapped(y[2])};
    }
}
