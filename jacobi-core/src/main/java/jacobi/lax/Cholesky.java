package jacobi.lax;

import jacobi.core.*;

/**
 * The lower triangular L with L Lᴴ = A, for Hermitian positive definite A, of which only the lower triangle is read; NaN where A is not positive definite.
 * A is f32, f64, c64 or c128 {@code [..., n, n]}; leading axes are a batch; the upper triangle of L is zero.
 */
public record Cholesky() implements Primitive {
    @Override public String mnemonic() { return "cholesky"; }
    @Override public ArrayType[] infer(ArrayType... x) { return Linear.one(Matrices.square(this, x[0])); }
    @Override public Batched[] batch(long size, Batched... x) { return Linear.mapped(bind(x[0].array())); }
}
