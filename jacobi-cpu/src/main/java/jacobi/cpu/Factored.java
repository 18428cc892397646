package jacobi.cpu;

import jacobi.core.Array;
import jacobi.core.Axes;
import jacobi.core.Equation;
import jacobi.core.Program;
import jacobi.core.Recording;
import jacobi.core.Shape;
import jacobi.lax.Bounds;
import jacobi.lax.Gather;
import jacobi.lax.Lu;
import jacobi.lax.Scatter;
import jacobi.lax.Solve;
import jacobi.lax.TriangularSolve;
import jacobi.lax.TriangularSolve.Op;

/**
 * A system of equations as a factorisation and two substitutions: so systems with one matrix, such as those of a gradient, share
 * its factorisation, and it leaves a loop that does not change the matrix.
 */
final class Factored {
    private Factored() {}

    /** Whether a system is taken apart; small ones are solved in straight code, complex ones made real first. */
    static boolean fits(Equation e) {
        var t = e.result().type();
        return e.primitive() instanceof Solve && t.size() > 0 && !t.dtype().isComplex() && !SmallMatrices.fits(e);
    }

    /** A program of a system's operands, to its result. */
    static Program program(Equation e) {
        boolean transposed = ((Solve) e.primitive()).transposed();
        return Recording.of(e.operandTypes(), x -> {
            var lu = new Lu().bindAll(x[0]);
            return new Array[] {transposed ? transposed(lu[0], lu[2], x[1]) : solved(lu[0], lu[2], x[1])};
        }).program();
    }

    /** From P A = L U: L U X = P B. */
    private static Array solved(Array lu, Array permutation, Array b) {
        return upper(Op.NONE, lu, lower(Op.NONE, lu, rows(b, permutation)));
    }

    /** Uᵀ Lᵀ P X = B. */
    private static Array transposed(Array lu, Array permutation, Array b) {
        return rows(lower(Op.TRANSPOSE, lu, upper(Op.TRANSPOSE, lu, b)), inverse(permutation));
    }

    private static Array lower(Op op, Array lu, Array b) { return new TriangularSolve(true, true, true, op).bind(lu, b); }
    private static Array upper(Op op, Array lu, Array b) { return new TriangularSolve(true, false, false, op).bind(lu, b); }

    /** Row {@code p[i]} of each matrix in place i. */
    private static Array rows(Array b, Array p) {
        int r = b.rank();
        var batch = Axes.upTo(r - 2);
        var slice = Shape.of(b.shape().stream().map(_ -> 1).toArray()).with(r - 1, b.shape().dim(r - 1));
        var gather = new Gather(Axes.of(r - 1), Axes.of(r - 2), batch, batch, Axes.of(r - 2), slice, Bounds.CLAMP);
        return gather.bind(b, p.expandDims(-1));
    }

    /** Where each number stands in a permutation. */
    private static Array inverse(Array p) {
        int last = p.rank() - 1;
        var batch = Axes.upTo(last);
        var scatter = new Scatter(Axes.NONE, Axes.of(last), batch, batch, Axes.of(last), Scatter.Combine.SET, Bounds.CLAMP);
        return scatter.bind(Array.zerosLike(p), p.expandDims(-1), Array.iota(p.type(), last));
    }
}
