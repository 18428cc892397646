package programs.wrong;

import jacobi.core.Array;
import jacobi.lax.Lax;

/** Branches whose results differ. */
final class BranchTypes {
    private BranchTypes() {}

    static void run() {
        Lax.cond(Array.of(true), x -> x, x -> x.sum(), Array.of(1.0, 2.0));
    }
}

/*
ShapeError: the branches of cond differ in type
  expected  result of type f64[], as in the first branch
  given     f64[2]
  at        BranchTypes.run(BranchTypes.java:11)
  mend      convert or reshape so that all branches agree
*/
