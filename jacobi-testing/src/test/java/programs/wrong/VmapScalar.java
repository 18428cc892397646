package programs.wrong;

import static jacobi.Jacobi.vmap;

import jacobi.core.Array;

/** An argument without an axis to map over. */
final class VmapScalar {
    private VmapScalar() {}

    static void run() {
        vmap((Array x, Array y) -> x.plus(y)).apply(Array.ones(3), Array.of(1.0));
    }
}

/*
ShapeError: vmap cannot take these arguments
  expected  an array with an axis 0
  given     argument 1 of type f64[]
  at        VmapScalar.run(VmapScalar.java:12)
  mend      give the argument the axis NONE to use it whole for every example
*/
