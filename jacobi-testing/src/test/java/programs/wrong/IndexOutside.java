package programs.wrong;

import jacobi.core.Array;

/** An index outside its axis. */
final class IndexOutside {
    private IndexOutside() {}

    static void run() {
        Array.arange(5).get(7);
    }
}

/*
IndexError: an index is outside its axis
  expected  an index between -5 and 4 on axis 0
  given     index 7, array s64[5]
  at        IndexOutside.run(IndexOutside.java:10)
  mend      keep the index inside the axis
*/
