package programs.wrong;

import jacobi.core.Array;

/** A Cholesky factor of a matrix that is not square. */
final class CholeskyShape {
    private CholeskyShape() {}

    static void run() {
        Array.ones(2, 3).cholesky();
    }
}

/*
ShapeError: cholesky cannot take this matrix
  expected  square matrices [..., n, n]
  given     f64[2,3]
  at        CholeskyShape.run(CholeskyShape.java:10)
  mend      put the matrix into the last two axes
*/
