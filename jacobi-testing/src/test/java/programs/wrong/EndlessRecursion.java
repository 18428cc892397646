package programs.wrong;

import static jacobi.Jacobi.jit;

import jacobi.core.Array;

/** A recursion that only numbers would end, and while it is recorded there are none. */
final class EndlessRecursion {
    private EndlessRecursion() {}

    static void run() {
        jit(EndlessRecursion::halved).apply(Array.of(8.0));
    }

    static Array halved(Array x) {
        return halved(x.times(0.5));
    }
}

/*
TraceError: a function calls itself too deeply while it is recorded
  expected  a recursion that ends, whatever numbers the arrays hold
  given     one that filled the thread's stack
  at        EndlessRecursion.halved(EndlessRecursion.java:16)
  mend      let a number that is no Array end it, or loop with Lax.whileLoop or Lax.scan
*/
