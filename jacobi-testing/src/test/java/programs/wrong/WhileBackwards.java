package programs.wrong;

import static jacobi.Jacobi.grad;
import static jacobi.Jacobi.jit;

import jacobi.F1;
import jacobi.core.Array;
import jacobi.lax.Lax;

/** The reverse derivative of an unbounded loop inside jit. */
final class WhileBackwards {
    private WhileBackwards() {}

    static void run() {
        F1<Array, Array> f = x -> Lax.whileLoop(c -> c.lt(10.0), c -> c.times(2), x);
        jit(grad(f)).apply(Array.of(1.0));
    }
}

/*
DerivativeError: a while loop cannot be run backwards without a bound
  expected  a number of rounds known before the program is compiled
  given     a whileLoop inside jit
  at        WhileBackwards.lambda$run$0(WhileBackwards.java:15)
  mend      give whileLoop a bound, use Lax.scan or Lax.foriLoop, or take the gradient outside jit
*/
