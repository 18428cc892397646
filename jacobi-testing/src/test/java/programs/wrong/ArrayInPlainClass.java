package programs.wrong;

import static jacobi.Jacobi.jit;

import jacobi.core.Array;

/** An argument that is a class with arrays and no record. */
final class ArrayInPlainClass {
    private ArrayInPlainClass() {}

    static final class Model {
        Array weights = Array.of(1.0);
    }

    static void run() {
        jit((Model m) -> m.weights.sum()).apply(new Model());
    }
}

/*
TreeError: a part of this tree is neither traced nor a constant
  expected  Array; records, List, Map, Java arrays, Optional of them; constants that are compared by value
  given     programs.wrong.ArrayInPlainClass$Model at [0], which is no record, and may hold arrays in weights
  at        ArrayInPlainClass.run(ArrayInPlainClass.java:16)
  mend      make it a record
*/
