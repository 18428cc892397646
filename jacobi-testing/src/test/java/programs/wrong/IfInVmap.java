package programs.wrong;

import static jacobi.Jacobi.vmap;

import jacobi.core.Array;

/** A Java if on a value that differs between examples. */
final class IfInVmap {
    private IfInVmap() {}

    static void run() {
        vmap((Array x) -> x.item() > 0 ? x : x.unaryMinus()).apply(Array.of(1.0, -1.0));
    }
}

/*
TraceError: a traced array has a number for each example of a batch
  expected  an array with numbers
  given     f64[] inside vmap, in a batch of 2
  at        IfInVmap.lambda$run$0(IfInVmap.java:12)
  mend      choose with Lax.cond or where, loop with Lax.whileLoop or Lax.scan, or ask outside vmap
*/
