package programs.wrong;

import jacobi.core.Array;

/** A linear system whose sides do not fit. */
final class SolveShapes {
    private SolveShapes() {}

    static void run() {
        Array.eye(3).solve(Array.ones(4));
    }
}

/*
ShapeError: solve cannot take this right-hand side
  expected  a vector [3], or matrices [..., 3, k] whose leading axes meet the matrix's
  given     matrix f64[3,3], right-hand side f64[4]
  at        SolveShapes.run(SolveShapes.java:10)
  mend      put the equations along the last axis but one; add an axis to vectors of a batch
*/
