package jacobi.lax;

import jacobi.core.*;
import jacobi.lax.TriangularSolve.Op;

/**
 * The lower triangular L with L Lᴴ = A, for Hermitian positive definite A, of which only the lower triangle is read; NaN where
 * A is not positive definite. A is f32, f64, c64 or c128 {@code [..., n, n]}; leading axes are a batch. L is zero above the
 * diagonal.
 */
public record Cholesky() implements Primitive {
    @Override public String mnemonic() { return "cholesky"; }
    @Override public ArrayType[] infer(ArrayType... x) { return Linear.one(Matrices.square(this, x[0])); }

    /**
     * dL = L Φ(L⁻¹ dA L⁻ᴴ), where Φ takes the lower triangle and half the diagonal.
     * @see "Murray (2016), Differentiation of the Cholesky decomposition, arXiv:1602.07527"
     */
    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        var l = y[0];
        var right = new TriangularSolve(false, true, false, Op.ADJOINT).bind(l, Matrices.hermitian(dx[0]));
        var both = new TriangularSolve(true, true, false, Op.NONE).bind(l, right);
        var half = Matrices.identity(l.type()).times(-0.5).plus(1);
        return Linear.one(Matrices.times(l, Matrices.lower(both, 0).times(half)));
    }

    @Override public Batched[] batch(long size, Batched... x) { return Linear.mapped(bind(x[0].array())); }
}
