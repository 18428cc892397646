package programs.wrong;

import jacobi.core.Array;

/** Shapes that do not line up. */
final class AddShapes {
    private AddShapes() {}

    static void run() {
        Array.ones(2, 3).plus(Array.ones(2));
    }
}

/*
ShapeError: add cannot take these operands
  expected  shapes that agree from the last axis, where an extent of 1 stretches
  given     operands f64[2,3], f64[2]
  at        AddShapes.run(AddShapes.java:10)
  mend      reshape one of them so that its axes line up
*/
