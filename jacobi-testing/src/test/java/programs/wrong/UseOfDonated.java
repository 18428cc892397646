package programs.wrong;

import static jacobi.Jacobi.jit;

import jacobi.core.Array;

/** An array that was given away. */
final class UseOfDonated {
    private UseOfDonated() {}

    static void run() {
        Array x = Array.ones(1000);
        jit((Array y) -> y.plus(1)).donating(0).apply(x);
        x.plus(1);
    }
}

/*
ResourceError: an array was used after it was closed
  expected  an open array
  given     one whose memory was given back, or donated to a call
  at        UseOfDonated.run(UseOfDonated.java:14)
  mend      close it later, or leave it to the collector
*/
