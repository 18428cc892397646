package programs.wrong;

import jacobi.core.Array;

/** Rows of different length. */
final class RaggedRows {
    private RaggedRows() {}

    static void run() {
        Array.of(new double[][] {{1, 2}, {3}});
    }
}

/*
ShapeError: a Java array is ragged
  expected  2 elements in every row along axis 1
  given     1 elements
  at        RaggedRows.run(RaggedRows.java:10)
  mend      make all rows as long as the first
*/
