package programs.wrong;

import jacobi.core.Array;

/** One number from an array of several. */
final class ItemOfMany {
    private ItemOfMany() {}

    static void run() {
        Array.ones(3).item();
    }
}

/*
ShapeError: item cannot take this array
  expected  an array of one element
  given     f64[3]
  at        ItemOfMany.run(ItemOfMany.java:10)
  mend      pick an element with get, or reduce the array
*/
