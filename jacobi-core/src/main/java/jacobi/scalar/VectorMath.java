package jacobi.scalar;

import static jacobi.scalar.ScalarType.F32;
import static jacobi.scalar.ScalarType.F64;

import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The functions of vector math, as scalar programs for f32 and f64, each with its error bound in units in the last place.
 * Special values are those of C99, Annex F.
 */
public enum VectorMath {
    // Bounds in units in the last place, of f32 and of f64; the program, or the fast one and the slow one. Measured:
    // docs/vector-math.md.
    EXP(2, 2, Exponential::exp),
    EXP2(2, 2, Exponential::exp2),
    EXPM1(2, 2, Exponential::expm1),
    LOG(2, 2, Logarithm::log),
    LOG2(2, 2, Logarithm::log2),
    LOG10(2, 2, Logarithm::log10),
    LOG1P(2, 2, Logarithm::log1p),
    SIN(2, 2, Trigonometry::sin, Trigonometry::sinHuge),
    COS(2, 2, Trigonometry::cos, Trigonometry::cosHuge),
    TAN(2, 2, Trigonometry::tan, Trigonometry::tanHuge),
    ASIN(2, 2, InverseTrigonometry::asin),
    ACOS(2, 2, InverseTrigonometry::acos),
    ATAN(2, 2, InverseTrigonometry::atan),
    ATAN2(2, 2, InverseTrigonometry::atan2),
    SINH(2, 2, Exponential::sinh),
    COSH(2, 2, Exponential::cosh),
    TANH(2, 2, Exponential::tanh),
    ASINH(2, 2, InverseHyperbolic::asinh),
    ACOSH(2, 2, InverseHyperbolic::acosh),
    ATANH(2, 2, InverseHyperbolic::atanh),
    LOGISTIC(2, 2, Exponential::logistic),
    POW(2, 4, Power::pow),
    SQRT(0.5, 0.5, Scalar::sqrt),
    CBRT(2, 2, Roots::cbrt),
    HYPOT(2, 2, Roots::hypot),
    RSQRT(2, 2, Roots::rsqrt),
    ERF(2, 2, ErrorFunction::erf),
    ERFC(2, 4, ErrorFunction::erfc),
    ERF_INV(4, 4, ErrorFunction::erfInv),
    LGAMMA(2, 4, GammaFunction::lgamma, GammaFunction::lgammaReflected),
    DIGAMMA(2, 4, GammaFunction::digamma, GammaFunction::digammaReflected);

    private final double bound32;
    private final double bound64;
    private final Function<ScalarType, ScalarFunction> make;
    private volatile ScalarFunction f32;
    private volatile ScalarFunction f64;

    /** A function whose one program serves all operands. */
    VectorMath(double bound32, double bound64, UnaryOperator<Scalar> program) {
        this.bound32 = bound32;
        this.bound64 = bound64;
        this.make = type -> new ScalarFunction(label(type), ScalarBuilder.of(label(type), type, program), null, bound(type));
    }

    /** A function of two operands, whose one program serves all. */
    VectorMath(double bound32, double bound64, BinaryOperator<Scalar> program) {
        this.bound32 = bound32;
        this.bound64 = bound64;
        this.make = type -> new ScalarFunction(label(type), ScalarBuilder.of(label(type), type, program), null, bound(type));
    }

    /** A function of a fast and a slow program. */
    VectorMath(double bound32, double bound64, Function<Scalar, Guarded> fast, UnaryOperator<Scalar> slow) {
        this.bound32 = bound32;
        this.bound64 = bound64;
        this.make = type -> new ScalarFunction(
                label(type),
                ScalarBuilder.of(label(type), List.of(type), x -> fast.apply(x.getFirst()).results()),
                ScalarBuilder.of(label(type) + "_slow", type, slow),
                bound(type));
    }

    private static volatile ScalarFunction sinCos32;
    private static volatile ScalarFunction sinCos64;

    /**
     * sin and cos of one operand: two results, for not much more than the price of one. Where a program asks for both, this is
     * the way.
     */
    public static ScalarFunction sinCos(ScalarType type) {
        if (type == F32) return sinCos32 != null ? sinCos32 : (sinCos32 = sinAndCos(F32));
        return sinCos64 != null ? sinCos64 : (sinCos64 = sinAndCos(F64));
    }

    private static ScalarFunction sinAndCos(ScalarType type) {
        String name = "sincos_" + type;
        var slow = ScalarBuilder.of(name + "_slow", List.of(type), x -> List.of(
                Trigonometry.sinHuge(x.getFirst()), Trigonometry.cosHuge(x.getFirst())));
        return new ScalarFunction(
                name, ScalarBuilder.of(name, List.of(type), x -> Trigonometry.sinCos(x.getFirst())), slow, SIN.bound(type));
    }

    /** A fast program's value, and the mask of operands for which the slow program's takes its place. */
    record Guarded(Scalar value, Scalar outside) {
        List<Scalar> results() {
            return List.of(value, outside);
        }
    }

    /** The function for operands of type f32 or f64. */
    public ScalarFunction of(ScalarType type) {
        if (type == F64) return f64 != null ? f64 : (f64 = make.apply(F64));
        if (type == F32) return f32 != null ? f32 : (f32 = make.apply(F32));
        throw new IllegalArgumentException("vector math is for f32 and f64, asked for " + type);
    }

    /** The largest error in units in the last place, over all operands. */
    public double bound(ScalarType type) {
        return type == F32 ? bound32 : bound64;
    }

    /**
     * Errors at the operand {@code x} are counted in units in the last place of the larger of the result and this. It is 0 but
     * for {@link #LGAMMA} and {@link #DIGAMMA}, whose many zeros no formula is centred on: 1, and for negative operands the
     * size of the two terms whose difference the result is.
     */
    public double floor(double x) {
        double a = Math.max(1, -x);
        return switch (this) {
            case LGAMMA -> Math.max(1, a * (Math.log(a) - 1));
            case DIGAMMA -> x > 0 ? 1 : Math.max(Math.PI, Math.log(a));
            default -> 0;
        };
    }

    private String label(ScalarType type) {
        return name().toLowerCase(Locale.ROOT) + "_" + type;
    }
}
