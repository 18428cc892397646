package jacobi.testing.reference;

import static java.lang.Math.abs;

import java.util.SplittableRandom;
import jacobi.scalar.ScalarType;
import jacobi.scalar.VectorMath;

/**
 * Where a function of vector math is measured: where its result is neither exact by definition nor out of range.
 *
 * @param type     f32 or f64
 * @param low      least first operand
 * @param high     largest first operand
 * @param interest intervals whose values are sampled evenly, in turn
 * @param second   the same for the second operand; null if there is none
 * @param poles    whether negative whole numbers are left out
 */
record Domain(ScalarType type, double low, double high, double[][] interest, Domain second, boolean poles) {

    static Domain of(VectorMath function, ScalarType type) {
        boolean single = type == ScalarType.F32;
        double max = single ? Float.MAX_VALUE : Double.MAX_VALUE, min = single ? Float.MIN_VALUE : Double.MIN_VALUE;
        double below = single ? Math.nextDown(1f) : Math.nextDown(1.0);
        double exp = single ? 104 : 746;
        return switch (function) {
            case EXP -> of(type, -exp, exp, -1, 1, -exp, exp, 0.3, 0.4);
            case EXP2 -> of(type, -1.5 * exp, 1.5 * exp, -1, 1, -1.45 * exp, 1.45 * exp);
            case EXPM1 -> of(type, -exp, exp, -1, 1, 0.2, 0.8, -50, 50);
            case LOG, LOG2, LOG10 -> of(type, min, max, 0.5, 2, 0.99, 1.01, 0, 100);
            case LOG1P -> of(type, -below, max, -below, 1, -0.5, 0.5, 0, 100);
            case SIN, COS, TAN -> of(type, -max, max, -4, 4, -100, 100, -30_000, 30_000, -5e6, 5e6);
            case ASIN, ACOS -> of(type, -1, 1, -1, 1, 0.49, 0.52, 0.9, 1);
            case ATAN -> of(type, -max, max, -1, 1, -5, 5, 0.4, 0.6, 1.9, 2.1);
            case ATAN2 -> of(type, -max, max, -1, 1, 0, 5).with(of(type, -max, max, -1, 1, 0, 5));
            case SINH, COSH -> of(type, -exp - 1, exp + 1, -1, 1, -exp, exp, 0.2, 0.5);
            case TANH, LOGISTIC -> of(type, -exp, exp, -1, 1, -20, 20, 0.1, 0.4);
            case ASINH -> of(type, -max, max, -1, 1, -5, 5);
            case ACOSH -> of(type, 1, max, 1, 2, 1, 10);
            case ATANH -> of(type, -below, below, -1, 1, 0.1, 0.5);
            case POW -> of(type, min, max, 0, 4, 0.9, 1.1, 0, 100).with(of(type, -max, max, -10, 10, -100, 100, -2000, 2000));
            case CBRT -> of(type, -max, max, -8, 8, -100, 100);
            case HYPOT -> of(type, -max, max, -1, 1, 0, 5).with(of(type, -max, max, -1, 1, 0, 5));
            case SQRT, RSQRT -> of(type, min, max, 0, 4, 0, 100);
            case ERF -> of(type, -max, max, -1, 1, 0.6, 0.8, -6, 6);
            case ERFC -> of(type, -30, 30, -1, 1, 0, 10, 0, 28);
            case ERF_INV -> of(type, -below, below, -1, 1, 0.7, 0.8, 0.99, 1);
            case LGAMMA, DIGAMMA -> of(type, -max, max, 0, 3, 0, 20, -10, 0, 1.4, 1.6).withPoles();
        };
    }

    private static Domain of(ScalarType type, double low, double high, double... ends) {
        var interest = new double[ends.length / 2][];
        for (int i = 0; i < interest.length; i++) interest[i] = new double[] {ends[2 * i], ends[2 * i + 1]};
        return new Domain(type, low, high, interest, null, false);
    }

    private Domain with(Domain other) {
        return new Domain(type, low, high, interest, other, poles);
    }

    private Domain withPoles() {
        return new Domain(type, low, high, interest, second, true);
    }

    /** Whether {@code x} is a first operand to be measured: in range, and no zero, whose image is a special value. */
    boolean contains(double x) {
        return x >= low && x <= high && x != 0 && !(poles && x < 0 && Math.floor(x) == x);
    }

    /** Operands. */
    double[] sample(SplittableRandom random) {
        boolean byValue = random.nextBoolean();
        double x = one(random, byValue);
        return second == null ? new double[] {x} : new double[] {x, second.one(random, byValue)};
    }

    private double one(SplittableRandom random, boolean byValue) {
        while (true) {
            double x = byValue ? ofInterest(random) : ofBits(random);
            if (type == ScalarType.F32) x = (float) x;
            if (contains(x)) return x;
        }
    }

    private double ofInterest(SplittableRandom random) {
        double[] ends = interest[random.nextInt(interest.length)];
        return random.nextDouble(ends[0], ends[1]);
    }

    private double ofBits(SplittableRandom random) {
        if (type == ScalarType.F32) return Float.intBitsToFloat(random.nextInt());
        double x = Double.longBitsToDouble(random.nextLong());
        boolean reachable = abs(x) <= Math.max(abs(low), abs(high)) || x != x;
        return reachable ? x : Math.scalb(x, -random.nextInt(Math.max(1, Math.getExponent(x))));
    }
}
