package programs.wrong;

import jacobi.F1;
import jacobi.Jacobi;
import jacobi.core.Array;

/** A transformation of nothing. */
final class NullFunction {
    private NullFunction() {}

    static void run() {
        Jacobi.grad((F1<Array, Array>) null);
    }
}

/*
TypeError: grad cannot take null
  expected  a function
  given     null
  at        NullFunction.run(NullFunction.java:12)
  mend      give a function; where one is optional, choose in Java before the call
*/
