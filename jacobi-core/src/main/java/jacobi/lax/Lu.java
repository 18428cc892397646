package jacobi.lax;

import jacobi.core.*;

/**
 * The factorisation P A = L U with partial pivoting of A {@code [..., m, n]}. Results: L (unit diagonal, below) and U packed in one {@code [..., m, n]};
 * the row exchanges {@code s32[..., min(m,n)]}, in their order, from 0; the permutation {@code s32[..., m]}: row i of P A is row {@code p[i]} of A.
 */
public record Lu() implements Primitive {
    @Override public String mnemonic() { return "lu"; }

    @Override public ArrayType[] infer(ArrayType... x) {
        var a = Matrices.inexact(this, x[0]);
        int r = a.rank();
        var batch = a.shape().slice(0, r - 2);
        return new ArrayType[] {a, new ArrayType(DType.S32, batch.append(Math.min(a.dim(r - 1), a.dim(r - 2)))), new ArrayType(DType.S32, batch.append(a.dim(r - 2)))};
    }

    @Override public Batched[] batch(long size, Batched... x) {
        var y = bindAll(x[0].array());
        return new Batched[] {Batched.mapped(y[0]), Batched.mapped(y[1]), Batched.mapped(y[2])};
    }
}
