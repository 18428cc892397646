package programs.wrong;

import static jacobi.Jacobi.jit;

import jacobi.core.Array;

/** A Java array of numbers as an argument. */
final class PrimitiveArray {
    private PrimitiveArray() {}

    static void run() {
        jit((double[] x) -> Array.of(x).sum()).apply(new double[] {1, 2});
    }
}

/*
TreeError: a part of this tree is neither traced nor a constant
  expected  Array; records, List, Map, Java arrays, Optional of them; constants that are compared by value
  given     double[] at [0], which can change after it was compared
  at        PrimitiveArray.run(PrimitiveArray.java:12)
  mend      make it an Array, or, to keep it constant, a List
*/
