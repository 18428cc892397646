package programs.wrong;

import jacobi.core.Array;

/** A product of matrices whose inner sizes differ. */
final class MatmulShapes {
    private MatmulShapes() {}

    static void run() {
        Array.ones(2, 3).matmul(Array.ones(2, 3));
    }
}

/*
ShapeError: matmul cannot take these operands
  expected  a last axis on the left of the extent of axis 0 on the right: 2
  given     operands f64[2,3], f64[2,3]
  at        MatmulShapes.run(MatmulShapes.java:10)
  mend      transpose one of them, or contract other axes with tensordot
*/
