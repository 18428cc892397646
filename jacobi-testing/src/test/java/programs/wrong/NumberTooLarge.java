package programs.wrong;

import jacobi.core.Array;
import jacobi.core.DType;

/** A number that the dtype of the array cannot hold. */
final class NumberTooLarge {
    private NumberTooLarge() {}

    static void run() {
        Array.of(1).convert(DType.S8).plus(300);
    }
}

/*
DomainError: a number does not fit a dtype
  expected  a number in the range of s8
  given     300
  at        NumberTooLarge.run(NumberTooLarge.java:11)
  mend      convert the array to a wider dtype first
*/
