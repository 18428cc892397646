package jacobi.cpu;

import jacobi.core.DType;
import jacobi.core.JacobiError;
import jacobi.core.Primitive;
import jacobi.lax.Binary;
import jacobi.lax.Unary;
import jacobi.scalar.ScalarFunction;
import jacobi.scalar.ScalarType;
import jacobi.scalar.VectorMath;

/** Which function of vector math stands for a primitive. */
final class VectorFunctions {
    private VectorFunctions() {}

    static ScalarFunction of(Primitive f, ScalarType type) {
        return switch (f) {
            case Unary u -> of(u).of(type);
            case Binary b -> of(b).of(type);
            default -> throw bug(f);
        };
    }

    /** Sine and cosine of one operand: two results. */
    static ScalarFunction sinCos(DType t) { return VectorMath.sinCos(t == DType.F32 ? ScalarType.F32 : ScalarType.F64); }

    private static VectorMath of(Unary f) {
        return switch (f) {
            case ACOS -> VectorMath.ACOS;
            case ACOSH -> VectorMath.ACOSH;
            case ASIN -> VectorMath.ASIN;
            case ASINH -> VectorMath.ASINH;
            case ATAN -> VectorMath.ATAN;
            case ATANH -> VectorMath.ATANH;
            case CBRT -> VectorMath.CBRT;
            case COSH -> VectorMath.COSH;
            case COSINE -> VectorMath.COS;
            case DIGAMMA -> VectorMath.DIGAMMA;
            case ERF -> VectorMath.ERF;
            case ERFC -> VectorMath.ERFC;
            case ERF_INV -> VectorMath.ERF_INV;
            case EXP2 -> VectorMath.EXP2;
            case EXPONENTIAL -> VectorMath.EXP;
            case EXPONENTIAL_MINUS_ONE -> VectorMath.EXPM1;
            case LGAMMA -> VectorMath.LGAMMA;
            case LOG -> VectorMath.LOG;
            case LOG10 -> VectorMath.LOG10;
            case LOG2 -> VectorMath.LOG2;
            case LOGISTIC -> VectorMath.LOGISTIC;
            case LOG_PLUS_ONE -> VectorMath.LOG1P;
            case SINE -> VectorMath.SIN;
            case SINH -> VectorMath.SINH;
            case TAN -> VectorMath.TAN;
            case TANH -> VectorMath.TANH;
            case ABS, CEIL, COUNT_LEADING_ZEROS, FLOOR, IMAG, IS_FINITE, NEGATE, NOT, POPCNT, REAL, ROUND_NEAREST_AFZ,
                    ROUND_NEAREST_EVEN, RSQRT, SIGN, SQRT,
                    STOP_GRADIENT -> throw bug(f);
        };
    }

    private static VectorMath of(Binary f) {
        return switch (f) {
            case ATAN2 -> VectorMath.ATAN2;
            case HYPOT -> VectorMath.HYPOT;
            case POWER -> VectorMath.POW;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, MAXIMUM, MINIMUM, COMPLEX, NEXT_AFTER, AND, OR, XOR, SHIFT_LEFT,
                    SHIFT_RIGHT_ARITHMETIC,
                    SHIFT_RIGHT_LOGICAL -> throw bug(f);
        };
    }

    private static RuntimeException bug(Primitive f) { return JacobiError.bug("%s is not vector math", f.mnemonic()); }
}
