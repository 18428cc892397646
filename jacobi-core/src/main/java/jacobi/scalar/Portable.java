package jacobi.scalar;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Operations that only some processors have, as programs of the others, to the same bits. */
public final class Portable {
    private static final Map<Operation, ScalarProgram> PROGRAMS = new ConcurrentHashMap<>();

    private Portable() {}

    private record Operation(ScalarOp op, ScalarType type) {}

    /** The program of {@link ScalarOp#EXPONENT} or {@link ScalarOp#SIGNIFICAND} on f32 or f64. */
    public static ScalarProgram of(ScalarOp op, ScalarType type) {
        return PROGRAMS.computeIfAbsent(new Operation(op, type), it -> {
            String name = op + "_" + type;
            return switch (op) {
                case EXPONENT -> ScalarBuilder.of(name, type, Portable::exponent);
                case SIGNIFICAND -> ScalarBuilder.of(name, type, Portable::significand);
                default -> throw new IllegalArgumentException(op + " is everywhere");
            };
        });
    }

    private static Scalar subnormal(Scalar a) {
        return a.lt(Math.scalb(1.0, 1 - Format.of(a).bias()));
    }

    /** A number from 0 on, if subnormal, so many times larger that it is not. */
    private static Scalar normal(Scalar a) {
        return subnormal(a).select(a.times(Math.scalb(1.0, Format.of(a).mantissa())), a);
    }

    private static Scalar exponent(Scalar x) {
        Format f = Format.of(x);
        Scalar a = x.abs();
        double big = Math.scalb(1.0, f.mantissa());
        Scalar biased = normal(a).bits().lshr(f.mantissa()).or(f.type().bitsOf(big)).asFloat();
        Scalar k = biased.minus(subnormal(a).select(big + f.bias() + f.mantissa(), x.constant(big + f.bias())));
        Scalar finite = a.lt(Double.POSITIVE_INFINITY).select(k, a);
        return a.eq(0.0).select(Double.NEGATIVE_INFINITY, finite);
    }

    private static Scalar significand(Scalar x) {
        Format f = Format.of(x);
        Scalar fraction = normal(x).bits().and(f.mantissaMask());
        Scalar half = fraction.and(1L << (f.mantissa() - 1)).shl(1);
        Scalar m = fraction.plus(half.constant(f.one()).minus(half)).asFloat();
        return x.ge(0).select(m, Double.NaN);
    }
}
