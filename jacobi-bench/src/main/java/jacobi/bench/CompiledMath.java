package jacobi.bench;

import static jacobi.Jacobi.jit;

import jacobi.Jitted;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Shape;
import jacobi.scalar.ScalarType;
import jacobi.scalar.VectorMath;
import jacobi.testing.reference.Accuracy;

/** A function of vector math as programs get it: compiled. Safe for many threads. */
final class CompiledMath implements Accuracy.Evaluation {
    private final DType dtype;
    private final Jitted.Of2<Array, Array, Array> compiled;

    CompiledMath(VectorMath function, ScalarType type) {
        dtype = type == ScalarType.F32 ? DType.F32 : DType.F64;
        compiled = jit((x, y) -> apply(function, x, y));
    }

    @Override public double[] values(double[][] x, int n) {
        try (Array y = compiled.apply(operand(x[0], n), operand(x[x.length - 1], n))) {
            return y.toDoubleArray();
        }
    }

    private Array operand(double[] x, int n) {
        return Array.of(dtype, Shape.of(n), n == x.length ? x : java.util.Arrays.copyOf(x, n));
    }

    /** The function of {@code x}, and of {@code y} if it has a second operand. */
    static Array apply(VectorMath function, Array x, Array y) {
        return switch (function) {
            case EXP -> x.exp();
            case EXP2 -> x.exp2();
            case EXPM1 -> x.expm1();
            case LOG -> x.log();
            case LOG2 -> x.log2();
            case LOG10 -> x.log10();
            case LOG1P -> x.log1p();
            case SIN -> x.sin();
            case COS -> x.cos();
            case TAN -> x.tan();
            case ASIN -> x.asin();
            case ACOS -> x.acos();
            case ATAN -> x.atan();
            case ATAN2 -> x.atan2(y);
            case SINH -> x.sinh();
            case COSH -> x.cosh();
            case TANH -> x.tanh();
            case ASINH -> x.asinh();
            case ACOSH -> x.acosh();
            case ATANH -> x.atanh();
            case LOGISTIC -> x.logistic();
            case POW -> x.pow(y);
            case SQRT -> x.sqrt();
            case CBRT -> x.cbrt();
            case HYPOT -> x.hypot(y);
            case RSQRT -> x.rsqrt();
            case ERF -> x.erf();
            case ERFC -> x.erfc();
            case ERF_INV -> x.erfInv();
            case LGAMMA -> x.lgamma();
            case DIGAMMA -> x.digamma();
        };
    }
}
