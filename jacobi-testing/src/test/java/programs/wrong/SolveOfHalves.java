package programs.wrong;

import jacobi.core.Array;
import jacobi.core.DType;

/** A linear system in a dtype that is too narrow. */
final class SolveOfHalves {
    private SolveOfHalves() {}

    static void run() {
        Array.ones(DType.F16, 2, 2).solve(Array.ones(DType.F16, 2));
    }
}

/*
TypeError: solve cannot take this dtype
  expected  f32, f64, c64 or c128, or integers
  given     matrix f16[2,2], right-hand side f16[2]
  at        SolveOfHalves.run(SolveOfHalves.java:11)
  mend      convert to f32
*/
