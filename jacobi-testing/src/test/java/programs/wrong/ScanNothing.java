package programs.wrong;

import java.util.List;
import jacobi.Pair;
import jacobi.core.Array;
import jacobi.lax.Lax;

/** Arrays of different length to scan. */
final class ScanNothing {
    private ScanNothing() {}

    static void run() {
        Lax.scan((Array c, List<Array> x) -> new Pair<>(c, c), Array.of(0.0), List.of(Array.ones(3), Array.ones(4)));
    }
}

/*
ShapeError: scan cannot take these arrays
  expected  arrays of one size along axis 0
  given     xs[0] of type f64[3], xs[1] of type f64[4]
  at        ScanNothing.run(ScanNothing.java:13)
  mend      slice or broadcast them first; what is the same each time can be captured by the body
*/
