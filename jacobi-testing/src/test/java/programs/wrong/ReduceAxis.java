package programs.wrong;

import jacobi.core.Array;

/** A sum over an axis that is not there. */
final class ReduceAxis {
    private ReduceAxis() {}

    static void run() {
        Array.ones(2, 3).sum(2);
    }
}

/*
ShapeError: there is no such axis
  expected  an axis between -2 and 1
  given     axis 2, array f64[2,3]
  at        ReduceAxis.run(ReduceAxis.java:10)
  mend      name an axis that the array has, or reshape it
*/
