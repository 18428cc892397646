package programs.wrong;

import jacobi.numpy.Key;
import jacobi.numpy.Random;

/** Many keys where one is needed. */
final class KeysAsKey {
    private KeysAsKey() {}

    static void run() {
        Random.normal(Key.of(1).split(3), 2);
    }
}

/*
ShapeError: a single key is needed
  expected  a key u32[2]
  given     u32[3,2]
  at        KeysAsKey.run(KeysAsKey.java:11)
  mend      take one with get(i), or map over the keys with vmap
*/
