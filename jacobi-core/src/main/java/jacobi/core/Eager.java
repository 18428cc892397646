package jacobi.core;

import java.util.Arrays;
import java.util.ServiceLoader;

/** The way to the {@link Evaluator}: core knows what an evaluator does, not who does it. */
final class Eager {
    private static final Evaluator EVALUATOR = ServiceLoader.load(Evaluator.class, Evaluator.class.getClassLoader()).findFirst()
            .orElseThrow(() -> JacobiError.bug("no evaluator of single primitives is installed"));

    private Eager() {}

    static Array[] run(Primitive primitive, Array[] operands) {
        var dense = new DenseArray[operands.length];
        for (int i = 0; i < operands.length; i++) dense[i] = (DenseArray) operands[i];
        var results = EVALUATOR.run(primitive, dense);
        return Arrays.copyOf(results, results.length, Array[].class); // tracers may take their places
    }
}
