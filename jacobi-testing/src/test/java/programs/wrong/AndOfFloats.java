package programs.wrong;

import jacobi.core.Array;

/** Bits of a number that has none. */
final class AndOfFloats {
    private AndOfFloats() {}

    static void run() {
        Array.of(1.5).and(Array.of(2.5));
    }
}

/*
TypeError: and cannot take these operands
  expected  an integer dtype or pred
  given     operands f64[], f64[]
  at        AndOfFloats.run(AndOfFloats.java:10)
  mend      convert them first
*/
