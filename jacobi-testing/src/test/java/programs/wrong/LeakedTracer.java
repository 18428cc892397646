package programs.wrong;

import static jacobi.Jacobi.jit;

import java.util.ArrayList;
import jacobi.core.Array;

/** A tracer that outlives its function. */
final class LeakedTracer {
    private LeakedTracer() {}

    static void run() {
        var kept = new ArrayList<Array>();
        jit((Array x) -> {
            kept.add(x);
            return x;
        }).apply(Array.of(1.0));
        kept.get(0).plus(1);
    }
}

/*
TraceError: a traced array outlived its transformation
  expected  the array to be used by the function being transformed, while it runs
  given     a value of a finished transformation on thread main
  at        LeakedTracer.run(LeakedTracer.java:18)
  mend      return it from the function instead of storing it elsewhere
*/
