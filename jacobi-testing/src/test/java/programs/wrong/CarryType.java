package programs.wrong;

import jacobi.core.Array;
import jacobi.lax.Lax;

/** A loop whose carry changes its dtype. */
final class CarryType {
    private CarryType() {}

    static void run() {
        Lax.foriLoop(0, 3, (i, c) -> c.times(0.5), Array.of(1));
    }
}

/*
ShapeError: the carry of foriLoop changes its type
  expected  carry of type s32[], as it went in
  given     f64[]
  at        CarryType.run(CarryType.java:11)
  mend      start with the dtype and shape that the body gives, or convert and reshape in the body
*/
