package jacobi.lax;

import jacobi.core.*;

/**
 * X with A X = B, or Aᵀ X = B, for square A {@code [..., n, n]} and B {@code [..., n, k]}; operands A, B. Linear in B. Infinite or NaN where A is singular.
 * Two solves with one A share its factorisation when compiled.
 */
public record Solve(boolean transposed) implements Primitive {
    @Override public String mnemonic() { return "solve"; }
    @Override public ArrayType[] infer(ArrayType... x) { return Linear.one(Matrices.rightHandSide(this, x[0], x[1], true)); }
    @Override public Batched[] batch(long size, Batched... x) { return Linear.mapped(bind(x[0].spread(size), x[1].spread(size))); }
}
