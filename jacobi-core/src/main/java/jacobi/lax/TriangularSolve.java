package jacobi.lax;

import jacobi.core.*;

/**
 * Solves op(A) X = B, or X op(A) = B, for triangular A {@code [..., n, n]}; the other triangle is not read. Operands A, B.
 * Linear in B. StableHLO triangular_solve.
 * @param leftSide     whether A stands on the left of X
 * @param lower        whether A is lower triangular
 * @param unitDiagonal whether the diagonal is taken as ones, and not read
 */
public record TriangularSolve(boolean leftSide, boolean lower, boolean unitDiagonal, Op op) implements Primitive {
    /** What is done to A before solving. */
    public enum Op {
        NONE, TRANSPOSE, ADJOINT;

        private Array of(Array a) {
            return switch (this) {
                case NONE -> a;
                case TRANSPOSE -> Matrices.transposed(a);
                case ADJOINT -> Matrices.adjoint(a);
            };
        }
    }

    @Override public String mnemonic() { return "triangular_solve"; }
    @Override public ArrayType[] infer(ArrayType... x) { return Linear.one(Matrices.rightHandSide(this, x[0], x[1], leftSide)); }

    /** op(A) dX = dB - op(dA) X, with dA the triangle that is read. */
    @Override public Array[] tangents(Array[] x, Array[] y, Array[] dx) {
        return Linear.one(bind(x[0], Elementwise.sum(dx[1], dx[0] == null ? null : moved(dx[0], y[0]).unaryMinus())));
    }

    private Array moved(Array da, Array y) {
        int diagonal = unitDiagonal ? 1 : 0;
        var triangle = op.of(lower ? Matrices.lower(da, -diagonal) : Matrices.upper(da, diagonal));
        return leftSide ? Matrices.times(triangle, y) : Matrices.times(y, triangle);
    }

    /** The transpose of op(A)⁻¹, without conjugation: that of Aᴴ is the inverse of A's conjugate. */
    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        if (x[0] == null) throw JacobiError.bug("%s is not linear in the matrix", mnemonic());
        var across = new TriangularSolve(leftSide, lower, unitDiagonal, op == Op.NONE ? Op.TRANSPOSE : Op.NONE);
        return new Array[] {null, across.bind(op == Op.ADJOINT ? Matrices.conjugate(x[0]) : x[0], ct[0])};
    }

    @Override public Batched[] batch(long size, Batched... x) {
        if (x[0].mapped() || size == 0) return Linear.mapped(bind(x[0].spread(size), x[1].spread(size)));
        int columns = x[0].array().rank() - (leftSide ? 1 : 2);
        return Linear.mapped(Matrices.fromColumns(bind(x[0].array(), Matrices.asColumns(x[1].array(), columns)), columns, size));
    }
}
