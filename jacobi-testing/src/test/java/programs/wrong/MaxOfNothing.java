package programs.wrong;

import jacobi.core.Array;

/** The greatest element of nothing. */
final class MaxOfNothing {
    private MaxOfNothing() {}

    static void run() {
        Array.zeros(0, 3).argmax(0);
    }
}

/*
ShapeError: argmax cannot take these operands
  expected  at least one element along axis 0
  given     operand f64[0,3], extreme MAX, axis 0
  at        MaxOfNothing.run(MaxOfNothing.java:10)
  mend      an empty axis has no extreme element
*/
