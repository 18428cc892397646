package programs.wrong;

import jacobi.Pair;
import jacobi.core.Array;
import jacobi.lax.Lax;

/** A scan whose carry changes its shape. */
final class CarryShape {
    private CarryShape() {}

    static void run() {
        Lax.scan((Array c, Array x) -> new Pair<>(c.plus(x), x), Array.of(0.0), Array.ones(4, 2));
    }
}

/*
ShapeError: the carry of scan changes its type
  expected  carry of type f64[], as it went in
  given     f64[2]
  at        CarryShape.run(CarryShape.java:12)
  mend      start with the dtype and shape that the body gives, or convert and reshape in the body
*/
