package jacobi.lax;

import jacobi.core.*;

/**
 * X with A X = B, or Aᵀ X = B, for square A {@code [..., n, n]} and B {@code [..., n, k]}; operands A, B. Linear in B. Infinite
 * or NaN where A is singular. Two solves with one A share its factorisation when compiled.
 */
public record Solve(boolean transposed) implements Primitive {
    @Override public String mnemonic() { return "solve"; }
    @Override public ArrayType[] infer(ArrayType... x) { return Linear.one(Matrices.rightHandSide(this, x[0], x[1], true)); }

    /** A dX = dB - dA X. */
    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        return Linear.one(bind(x[0], Elementwise.sum(dx[1], dx[0] == null ? null : moved(dx[0], y[0]).unaryMinus())));
    }

    private Array moved(Array da, Array y) { return Matrices.times(transposed ? Matrices.transposed(da) : da, y); }

    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        if (x[0] == null) throw JacobiError.bug("%s is not linear in the matrix", mnemonic());
        return new Array[] {null, new Solve(!transposed).bind(x[0], ct[0])};
    }

    @Override public Batched[] batch(long size, Batched... x) {
        if (x[0].mapped() || size == 0) return Linear.mapped(bind(x[0].spread(size), x[1].spread(size)));
        int columns = x[0].array().rank() - 1;
        return Linear.mapped(Matrices.fromColumns(bind(x[0].array(), Matrices.asColumns(x[1].array(), columns)), columns, size));
    }
}
