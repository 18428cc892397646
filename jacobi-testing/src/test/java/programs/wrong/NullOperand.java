package programs.wrong;

import jacobi.core.Array;

/** An operand that is not there. */
final class NullOperand {
    private NullOperand() {}

    static void run() {
        Array.of(1.0, 2.0).plus((Array) null);
    }
}

/*
TypeError: add cannot take null
  expected  an array
  given     null
  at        NullOperand.run(NullOperand.java:10)
  mend      give an array; where one is optional, choose in Java before the call
*/
