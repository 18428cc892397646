package programs.wrong;

import static jacobi.Jacobi.grad;

import jacobi.core.Array;

/** The gradient of a function whose result is no scalar. */
final class GradOfVector {
    private GradOfVector() {}

    static void run() {
        grad((Array x) -> x.times(2)).apply(Array.of(1.0, 2.0));
    }
}

/*
ShapeError: grad cannot take this function
  expected  a function whose result is one floating-point scalar
  given     a result of [f64[2]]
  at        GradOfVector.run(GradOfVector.java:12)
  mend      sum it to a scalar, or use jacrev, jacfwd or vjp
*/
