package jacobi.lax;

import jacobi.core.*;

/**
 * Solves op(A) X = B, or X op(A) = B, for triangular A {@code [..., n, n]}; the other triangle is not read. Operands A, B. Linear in B.
 * StableHLO triangular_solve.
 * @param leftSide     whether A stands on the left of X
 * @param lower        whether A is lower triangular
 * @param unitDiagonal whether the diagonal is taken as ones, and not read
 */
public record TriangularSolve(boolean leftSide, boolean lower, boolean unitDiagonal, Op op) implements Primitive {
    /** What is done to A before solving. */
    public enum Op { NONE, TRANSPOSE, ADJOINT }

    @Override public String mnemonic() { return "triangular_solve"; }
    @Override public ArrayType[] infer(ArrayType... x) { return Linear.one(Matrices.rightHandSide(this, x[0], x[1], leftSide)); }
    @Override public Batched[] batch(long size, Batched... x) { return Linear.mapped(bind(x[0].spread(size), x[1].spread(size))); }
}
