package programs.wrong;

import static jacobi.Jacobi.jit;

import jacobi.core.Array;

/** An index outside its axis, found when compiled code runs. */
final class IndexInJit {
    private IndexInJit() {}

    static void run() {
        jit((Array x, Array i) -> x.take(i, 0)).apply(Array.arange(5), Array.of(2L, 9L));
    }
}

/*
IndexError: an index is outside its axis
  expected  an index between 0 and 4 on axis 0
  given     index 9 on axis 0 of an array [5]
  at        IndexInJit.lambda$run$0(IndexInJit.java:12)
  mend      keep the index inside the axis, or clip it first
*/
