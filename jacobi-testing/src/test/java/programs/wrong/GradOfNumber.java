package programs.wrong;

import static jacobi.Jacobi.grad;

import jacobi.core.Array;

/** A gradient with respect to a Java number, which is a constant of the tree and not an array. */
final class GradOfNumber {
    private GradOfNumber() {}

    static void run() {
        grad((Double x) -> Array.of(x).square()).apply(3.0);
    }
}

/*
DerivativeError: grad cannot take this argument
  expected  at least one array of floating-point numbers in the first argument
  given     none
  at        GradOfNumber.run(GradOfNumber.java:12)
  mend      make it an Array: numbers in a tree are constants
*/
