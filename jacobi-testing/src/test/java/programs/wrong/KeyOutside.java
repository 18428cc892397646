package programs.wrong;

import jacobi.numpy.Key;

/** A key beyond those that were made. */
final class KeyOutside {
    private KeyOutside() {}

    static void run() {
        Key.of(1).split(3).get(3);
    }
}

/*
IndexError: there is no such key
  expected  an index from -3 to 2
  given     3
  at        KeyOutside.run(KeyOutside.java:10)
  mend      split into more keys
*/
