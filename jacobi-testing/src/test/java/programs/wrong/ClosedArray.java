package programs.wrong;

import jacobi.core.Array;

/** An array used after it was closed. */
final class ClosedArray {
    private ClosedArray() {}

    static void run() {
        var x = Array.ones(1000);
        x.close();
        x.plus(1);
    }
}

/*
ResourceError: an array was used after it was closed
  expected  an open array
  given     one whose memory was given back, or donated to a call
  at        ClosedArray.run(ClosedArray.java:12)
  mend      close it later, or leave it to the collector
*/
