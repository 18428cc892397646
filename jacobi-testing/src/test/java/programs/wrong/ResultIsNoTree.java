package programs.wrong;

import static jacobi.Jacobi.jit;

import jacobi.core.Array;

/** A function that returns something that is no tree. */
final class ResultIsNoTree {
    private ResultIsNoTree() {}

    static void run() {
        jit((Array x) -> new StringBuilder("no tree")).apply(Array.of(1.0));
    }
}

/*
TreeError: a part of this tree is neither traced nor a constant
  expected  Array; records, List, Map, Java arrays, Optional of them; constants that are compared by value
  given     java.lang.StringBuilder, which can change after it was compared
  at        ResultIsNoTree.run(ResultIsNoTree.java:12)
  mend      make it an Array, or a record, an enum, a number or a String
*/
