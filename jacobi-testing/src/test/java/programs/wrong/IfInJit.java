package programs.wrong;

import static jacobi.Jacobi.jit;

import jacobi.core.Array;

/** A Java if on a value that jit does not know. */
final class IfInJit {
    private IfInJit() {}

    static void run() {
        jit((Array x) -> x.item() > 0 ? x : x.unaryMinus()).apply(Array.of(1.0));
    }
}

/*
TraceError: the numbers of a traced array are not known
  expected  an array with numbers
  given     f64[] inside jit, or in the body of a loop or branch
  at        IfInJit.lambda$run$0(IfInJit.java:12)
  mend      choose with Lax.cond or where, loop with Lax.whileLoop or Lax.scan, or ask outside jit
*/
