/** Arrays, programs and their transformations, in pure Java. */
module jacobi.core {
    exports jacobi;
    exports jacobi.core;
    exports jacobi.eager;
    exports jacobi.interpret;
    exports jacobi.lax;
    exports jacobi.transform;
    exports jacobi.tree;
    exports jacobi.scalar;

    requires jdk.management;

    uses jacobi.core.Backend;
    uses jacobi.core.Evaluator;

    provides jacobi.core.Backend with jacobi.interpret.InterpreterBackend;
    provides jacobi.core.Evaluator with jacobi.eager.EagerEvaluator;
}
