package programs.wrong;

import java.util.List;
import jacobi.core.Array;
import jacobi.lax.Lax;

/** A loop whose carry changes its structure. */
final class CarryTree {
    private CarryTree() {}

    static void run() {
        Lax.whileLoop(c -> Array.of(true), c -> List.of(c.get(0)), List.of(Array.of(1.0), Array.of(2.0)));
    }
}

/*
TreeError: the carry of whileLoop changes its structure
  expected  a List of 2
  given     a List of 1
  at        CarryTree.run(CarryTree.java:12)
  mend      give back a tree that differs from the first in its arrays only
*/
