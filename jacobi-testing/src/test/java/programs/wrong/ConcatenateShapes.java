package programs.wrong;

import jacobi.core.Array;

/** Arrays that do not fit behind one another. */
final class ConcatenateShapes {
    private ConcatenateShapes() {}

    static void run() {
        Array.concatenate(0, Array.ones(2, 3), Array.ones(2, 4));
    }
}

/*
ShapeError: concatenate cannot take these operands
  expected  operands that differ in axis 0 only
  given     operands f64[2,3], f64[2,4], axis 0
  at        ConcatenateShapes.run(ConcatenateShapes.java:10)
  mend      broadcast or reshape them first
  rule      StableHLO concatenate (C2)
*/
