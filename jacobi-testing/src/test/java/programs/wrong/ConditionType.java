package programs.wrong;

import jacobi.core.Array;
import jacobi.lax.Lax;

/** A condition that is no truth value. */
final class ConditionType {
    private ConditionType() {}

    static void run() {
        Lax.whileLoop(c -> c, c -> c.minus(1), Array.of(3.0));
    }
}

/*
TypeError: a condition must be a truth value
  expected  pred[]
  given     f64[]
  at        ConditionType.run(ConditionType.java:11)
  mend      compare, and reduce with all() or any()
*/
