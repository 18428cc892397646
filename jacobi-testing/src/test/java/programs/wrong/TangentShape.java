package programs.wrong;

import static jacobi.Jacobi.jvp;

import jacobi.core.Array;

/** A tangent that does not fit its point. */
final class TangentShape {
    private TangentShape() {}

    static void run() {
        jvp((Array x) -> x.sin()).apply(Array.ones(3), Array.ones(2));
    }
}

/*
ShapeError: a tangent does not fit
  expected  a tangent of type f64[3] for argument[0]
  given     f64[2]
  at        TangentShape.run(TangentShape.java:12)
  mend      a tangent has the dtype and shape of what it belongs to
*/
