package programs.wrong;

import jacobi.numpy.Key;
import jacobi.numpy.Random;

/** A probability above 1. */
final class BernoulliRange {
    private BernoulliRange() {}

    static void run() {
        Random.bernoulli(Key.of(1), 1.5, 3);
    }
}

/*
DomainError: bernoulli cannot take this probability
  expected  a number from 0 to 1
  given     1.5
  at        BernoulliRange.run(BernoulliRange.java:11)
  mend      divide by the total of all cases
*/
