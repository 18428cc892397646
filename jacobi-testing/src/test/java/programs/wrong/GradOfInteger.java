package programs.wrong;

import static jacobi.Jacobi.grad;

import jacobi.core.Array;

/** The gradient with respect to integers. */
final class GradOfInteger {
    private GradOfInteger() {}

    static void run() {
        grad((Array x) -> x.times(2).sum()).apply(Array.of(1, 2));
    }
}

/*
DerivativeError: grad cannot take this argument
  expected  arrays of floating-point numbers
  given     argument of type s32[2]
  at        GradOfInteger.run(GradOfInteger.java:12)
  mend      convert it to f64, or pass it as another argument
*/
