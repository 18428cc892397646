package jacobi.scalar;

import java.util.List;

/**
 * A function of vector math: a fast program for common operands and, where it does not cover all, a slow one for the rest.
 *
 * <p>A fast program with a slow one beside it has one result more, the last, a mask: where it holds, the other results are not
 * to be used and the slow program's take their place. Elsewhere the fast results stand, whatever the neighbours are, so that
 * results do not depend on how operands were grouped. A backend tests the mask of a whole strip at once and calls the slow
 * program only if some lane needs it; the slow program is safe, if without meaning, for the other lanes.
 *
 * @param name  for printing
 * @param fast  the program for common operands
 * @param slow  the program for the operands of the mask; null if {@code fast} serves all
 * @param bound the largest error in units in the last place of the result, over all operands
 */
public record ScalarFunction(String name, ScalarProgram fast, ScalarProgram slow, double bound) {

    /** Checks that the two programs fit each other. */
    public ScalarFunction {
        if (slow != null) {
            var types = new java.util.ArrayList<>(slow.resultTypes());
            types.add(ScalarType.I1);
            if (!slow.inputs().equals(fast.inputs()) || !types.equals(fast.resultTypes())) {
                throw new IllegalStateException("Jacobi bug: the slow program does not fit " + name);
            }
        }
    }

    /** Whether some operands need the slow program. */
    public boolean guarded() {
        return slow != null;
    }

    /** Number of operands. */
    public int arity() {
        return fast.inputs().size();
    }

    /** The types of the values, without the mask. */
    public List<ScalarType> resultTypes() {
        return (guarded() ? slow : fast).resultTypes();
    }

    /** Evaluates one value of a function f64 → f64 or (f64, f64) → f64. */
    public double at(double... x) {
        var inputs = new Object[x.length];
        for (int i = 0; i < x.length; i++) inputs[i] = new double[] {x[i]};
        var y = new double[1];
        evaluator().evaluate(inputs, new Object[] {y}, 0, 1);
        return y[0];
    }

    /** Evaluates one value of a function f32 → f32 or (f32, f32) → f32. */
    public float at(float... x) {
        var inputs = new Object[x.length];
        for (int i = 0; i < x.length; i++) inputs[i] = new float[] {x[i]};
        var y = new float[1];
        evaluator().evaluate(inputs, new Object[] {y}, 0, 1);
        return y[0];
    }

    /** What runs this function in Java; keep it for more than one use. */
    public FunctionEvaluator evaluator() {
        return new FunctionEvaluator(this);
    }
}
