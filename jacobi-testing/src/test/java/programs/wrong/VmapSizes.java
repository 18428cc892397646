package programs.wrong;

import static jacobi.Jacobi.vmap;

import jacobi.core.Array;

/** Examples of different number. */
final class VmapSizes {
    private VmapSizes() {}

    static void run() {
        vmap((Array x, Array y) -> x.plus(y)).apply(Array.ones(3), Array.ones(4));
    }
}

/*
ShapeError: vmap cannot take these arguments
  expected  3 examples in every mapped array
  given     4 examples in argument 1
  at        VmapSizes.run(VmapSizes.java:12)
  mend      map other axes, or give the argument NONE
*/
