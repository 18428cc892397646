package jacobi.eager;

import jacobi.lax.Unary;
import jacobi.scalar.FunctionEvaluator;
import jacobi.scalar.ScalarType;
import jacobi.scalar.VectorMath;

/** Functions that the Java library lacks, by the scalar programs that native code is made from. */
final class ScalarMath {
    private static final FunctionEvaluator[][] EVALUATORS =
            new FunctionEvaluator[ScalarType.values().length][Unary.values().length];

    private ScalarMath() {}

    static boolean has(Unary f) { return program(f) != null; }

    private static VectorMath program(Unary f) {
        return switch (f) {
            case EXP2 -> VectorMath.EXP2;
            case LOG2 -> VectorMath.LOG2;
            case ASINH -> VectorMath.ASINH;
            case ACOSH -> VectorMath.ACOSH;
            case ATANH -> VectorMath.ATANH;
            case ERF -> VectorMath.ERF;
            case ERFC -> VectorMath.ERFC;
            case ERF_INV -> VectorMath.ERF_INV;
            case LGAMMA -> VectorMath.LGAMMA;
            default -> null;
        };
    }

    static void apply(Unary f, double[] x, double[] y, int n) {
        evaluator(f, ScalarType.F64).evaluate(new Object[] {x}, new Object[] {y}, 0, n);
    }

    static void apply(Unary f, float[] x, float[] y, int n) {
        evaluator(f, ScalarType.F32).evaluate(new Object[] {x}, new Object[] {y}, 0, n);
    }

    /** Made twice if two threads ask at once, which does no harm. */
    private static FunctionEvaluator evaluator(Unary f, ScalarType type) {
        var known = EVALUATORS[type.ordinal()][f.ordinal()];
        return known != null ? known : (EVALUATORS[type.ordinal()][f.ordinal()] = program(f).of(type).evaluator());
    }
}
