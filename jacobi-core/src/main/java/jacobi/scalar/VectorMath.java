package jacobi.scalar;

import static jacobi.scalar.ScalarType.F32;
import static jacobi.scalar.ScalarType.F64;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The functions of vector math, as scalar programs for f32 and f64, each with its error bound in units in the last place.
 * Special values are those of C99, Annex F.
 */
public enum VectorMath {
    //     f32  f64  program
    EXP(   1.1, 1.1, Exponential::exp),
    LOG(   1.0, 1.0, Logarithm::log),
    SIN(   1.7, 1.7, Trigonometry::sin, Trigonometry::sinHuge),
    COS(   1.7, 1.7, Trigonometry::cos, Trigonometry::cosHuge),
    TANH(  2.5, 4.0, Exponential::tanh);

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

    private String label(ScalarType type) {
        return name().toLowerCase(Locale.ROOT) + "_" + type;
    }
}
