package programs.wrong;

import jacobi.core.Array;

/** A reshape that loses elements. */
final class ReshapeSize {
    private ReshapeSize() {}

    static void run() {
        Array.arange(6).reshape(4, 2);
    }
}

/*
ShapeError: reshape cannot take this shape
  expected  extents whose product is 6
  given     array s64[6], shape [4,2]
  at        ReshapeSize.run(ReshapeSize.java:10)
  mend      keep the number of elements, or slice or pad first
*/
