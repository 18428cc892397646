package jacobi.cpu;

import jacobi.core.Equation;
import jacobi.lax.Case;
import jacobi.lax.Cholesky;
import jacobi.lax.Concatenate;
import jacobi.lax.Cumulative;
import jacobi.lax.Lu;
import jacobi.lax.Scan;
import jacobi.lax.Scatter;
import jacobi.lax.Solve;
import jacobi.lax.Sort;
import jacobi.lax.TriangularSolve;
import jacobi.lax.While;

/** Equations that are statements of their own. */
final class Statements {
    private Statements() {}

    /**
     * Whether a statement reads an operand from memory; the elements of others are pulled, once each, as it copies or combines
     * them.
     */
    static boolean reads(Equation e, int operand) {
        return switch (e.primitive()) {
            case While w -> operand >= w.carries();
            case Scan s -> operand >= s.carries();
            case Case _ -> operand > 0;
            case Concatenate _, Cumulative _, Scatter _, Sort _ -> false;
            case Cholesky _, Lu _ -> SmallMatrices.fits(e);
            case TriangularSolve _, Solve _ -> operand == 0 || SmallMatrices.fits(e);
            default -> true;
        };
    }
}
