package programs.wrong;

import jacobi.core.Array;
import jacobi.core.Shape;
import jacobi.numpy.Key;
import jacobi.numpy.Random;

/** More draws without replacement than there are things. */
final class ChoiceOfTooMany {
    private ChoiceOfTooMany() {}

    static void run() {
        Random.choice(Key.of(1), Array.arange(5), Shape.of(6), false);
    }
}

/*
DomainError: more is drawn than there is
  expected  at most 5 draws without replacement
  given     6
  at        ChoiceOfTooMany.run(ChoiceOfTooMany.java:13)
  mend      draw fewer, or with replacement
*/
