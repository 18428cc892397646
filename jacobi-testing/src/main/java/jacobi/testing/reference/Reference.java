package jacobi.testing.reference;

import static jacobi.testing.reference.DoubleDouble.EULER;
import static jacobi.testing.reference.DoubleDouble.HALF_LN_2PI;
import static jacobi.testing.reference.DoubleDouble.HALF_PI;
import static jacobi.testing.reference.DoubleDouble.LN10;
import static jacobi.testing.reference.DoubleDouble.LN2;
import static jacobi.testing.reference.DoubleDouble.ONE;
import static jacobi.testing.reference.DoubleDouble.PI;
import static jacobi.testing.reference.DoubleDouble.TWO_OVER_SQRT_PI;
import static jacobi.testing.reference.DoubleDouble.ZERO;
import static jacobi.testing.reference.DoubleDouble.of;

import java.math.BigInteger;

/**
 * The functions of vector math to some 90 bits: what accuracy is measured against. Series, continued fractions and Newton's
 * method in double-double arithmetic, simple rather than fast; nothing is shared with the programs they judge. Arguments are
 * finite, inside the domain and no zero; special values are tested by tables of their own.
 */
public final class Reference {
    private Reference() {}

    // ---- exponential and logarithm

    /** exp t − 1 for |t| ≤ 0.35: the series of t / 256, then eight doublings. */
    private static DoubleDouble expm1Small(DoubleDouble t) {
        DoubleDouble u = t.scale(-8), e = ZERO;
        for (int n = 13; n >= 1; n--) e = e.plus(1).times(u).div(n);
        for (int i = 0; i < 8; i++) e = e.times(e.plus(2));
        return e;
    }

    static Exact exp(DoubleDouble x) {
        int k = (int) Math.rint(Math.max(-1e5, Math.min(1e5, x.high())) / LN2.high());
        return new Exact(expm1Small(x.minus(LN2.times(k))).plus(1), k);
    }

    public static Exact exp(double x) {
        return exp(of(x));
    }

    public static Exact exp2(double x) {
        double k = Math.rint(x);
        Exact fraction = exp(LN2.times(x - k));
        return new Exact(fraction.value(), fraction.exponent() + (int) k);
    }

    public static Exact expm1(double x) {
        if (Math.abs(x) < 0.35) return Math.abs(x) < 0x1p-100 ? linear(x, ONE) : Exact.of(expm1Small(of(x)));
        if (x < -200) return Exact.of(of(-1));
        Exact e = exp(x);
        return new Exact(e.value().minus(Math.scalb(1.0, -e.exponent())), e.exponent());
    }

    /** log(1 + u) for |u| ≤ 0.5, one step of Newton's method from Java's own. */
    private static DoubleDouble log1pSmall(DoubleDouble u) {
        double y = StrictMath.log1p(u.high());
        DoubleDouble e = expm1Small(of(-y));
        DoubleDouble t = u.plus(e).plus(u.times(e));
        return t.minus(t.square().scale(-1)).plus(y);
    }

    static DoubleDouble log(DoubleDouble x) {
        int k = Math.getExponent(x.high() * (x.high() < 0x1p-1000 ? 0x1p200 : 1) * 1.4142) - (x.high() < 0x1p-1000 ? 200 : 0);
        return log1pSmall(scaleTwice(x, -k).minus(1)).plus(LN2.times(k));
    }

    private static DoubleDouble scaleTwice(DoubleDouble x, int k) {
        return x.scale(k / 2).scale(k - k / 2);
    }

    public static Exact log(double x) {
        return Exact.of(log(of(x)));
    }

    public static Exact log2(double x) {
        return Exact.of(log(of(x)).div(LN2));
    }

    public static Exact log10(double x) {
        return Exact.of(log(of(x)).div(LN10));
    }

    static DoubleDouble log1p(DoubleDouble x) {
        return Math.abs(x.high()) < 0.3 ? log1pSmall(x) : log(x.plus(1));
    }

    public static Exact log1p(double x) {
        return Math.abs(x) < 0x1p-100 ? linear(x, ONE) : Exact.of(log1p(of(x)));
    }

    /** factor · x, for functions that are this to 90 bits at a tiny x. */
    private static Exact linear(double x, DoubleDouble factor) {
        return new Exact(factor.times(Math.scalb(x, 300)), -300);
    }

    // ---- hyperbolic functions

    public static Exact sinh(double x) {
        if (Math.abs(x) < 0x1p-60) return linear(x, ONE);
        if (Math.abs(x) < 0.35) {
            DoubleDouble e = expm1Small(of(x));
            return Exact.of(e.plus(e.div(e.plus(1))).scale(-1));
        }
        return hyperbolic(x, -1);
    }

    public static Exact cosh(double x) {
        return hyperbolic(Math.abs(x), 1);
    }

    /** (exp |x| + sign exp −|x|) / 2, with the sign of x. */
    private static Exact hyperbolic(double x, int sign) {
        Exact e = exp(Math.abs(x));
        DoubleDouble inverse = scaleTwice(ONE.div(e.value()), -2 * e.exponent());
        Exact y = new Exact(e.value().plus(inverse.times(sign)), e.exponent() - 1);
        return x < 0 ? y.negate() : y;
    }

    public static Exact tanh(double x) {
        if (Math.abs(x) < 0x1p-60) return linear(x, ONE);
        Exact e = expm1(Math.min(2 * Math.abs(x), 200));
        DoubleDouble t = e.value().scale(e.exponent());
        DoubleDouble y = ONE.minus(of(2).div(t.plus(2)));
        if (Math.abs(x) < 0.3) y = t.div(t.plus(2));
        return Exact.of(x < 0 ? y.negate() : y);
    }

    public static Exact logistic(double x) {
        Exact e = exp(-Math.abs(x));
        DoubleDouble denominator = scaleTwice(e.value(), e.exponent()).plus(1);
        return x > 0 ? Exact.of(ONE.div(denominator)) : new Exact(e.value().div(denominator), e.exponent());
    }

    public static Exact asinh(double x) {
        double a = Math.abs(x);
        if (a < 0x1p-60) return linear(x, ONE);
        DoubleDouble square = DoubleDouble.product(a, Math.min(a, 1e100));
        DoubleDouble y = a > 1e100
                ? log(of(a)).plus(LN2)
                : log1p(square.div(square.plus(1).sqrt().plus(1)).plus(a));
        return Exact.of(x < 0 ? y.negate() : y);
    }

    public static Exact acosh(double x) {
        if (x > 1e100) return Exact.of(log(of(x)).plus(LN2));
        DoubleDouble t = DoubleDouble.sum(x, -1);
        return Exact.of(log1p(t.plus(t.times(t.plus(2)).sqrt())));
    }

    public static Exact atanh(double x) {
        if (Math.abs(x) < 0x1p-60) return linear(x, ONE);
        double a = Math.abs(x);
        DoubleDouble y = log1p(of(2 * a).div(DoubleDouble.sum(1, -a))).scale(-1);
        return Exact.of(x < 0 ? y.negate() : y);
    }

    // ---- circular functions

    private record SinCos(DoubleDouble sin, DoubleDouble cos) {
        /** After {@code quadrant} quarter turns more. */
        SinCos turned(int quadrant) {
            return switch (quadrant & 3) {
                case 0 -> this;
                case 1 -> new SinCos(cos, sin.negate());
                case 2 -> new SinCos(sin.negate(), cos.negate());
                default -> new SinCos(cos.negate(), sin);
            };
        }
    }

    /** By the series, for |r| ≤ 0.8. */
    private static SinCos series(DoubleDouble r) {
        DoubleDouble z = r.square().negate(), sin = ZERO, cos = ZERO;
        for (int n = 14; n >= 1; n--) {
            sin = sin.plus(1).times(z).div(2 * n * (2 * n + 1));
            cos = cos.plus(1).times(z).div(2 * n * (2 * n - 1));
        }
        return new SinCos(sin.plus(1).times(r), cos.plus(1));
    }

    /** π/2 in parts whose products with whole numbers below 2²⁰ are exact enough. */
    private static final double[] HALF_PI_PARTS = {
        0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110, 0x1.4cf98e804177dp-164
    };

    private static SinCos sinCos(double x) {
        double a = Math.abs(x);
        SinCos y = a < 0x1p20 ? sinCosModerate(a) : sinCosHuge(a);
        return x < 0 ? new SinCos(y.sin().negate(), y.cos()) : y;
    }

    private static SinCos sinCosModerate(double a) {
        double k = Math.rint(a / HALF_PI_PARTS[0]);
        DoubleDouble r = of(a);
        for (double part : HALF_PI_PARTS) r = r.minus(DoubleDouble.product(k, part));
        return series(r).turned((int) k & 3);
    }

    /** 2/π · 2¹²⁸⁰, by Machin's formula in whole numbers. */
    private static final BigInteger TWO_OVER_PI = BigInteger.ONE.shiftLeft(1281 + 1400).divide(pi(1400));

    private static BigInteger pi(int bits) {
        int guarded = bits + 64;
        BigInteger sum = inverseAtan(5, guarded).shiftLeft(2).subtract(inverseAtan(239, guarded));
        return sum.shiftLeft(2).shiftRight(64);
    }

    /** atan(1/n) · 2^bits. */
    private static BigInteger inverseAtan(int n, int bits) {
        BigInteger power = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(n)), sum = power,
            square = BigInteger.valueOf(n * n);
        for (int k = 3; power.signum() != 0; k += 2) {
            power = power.divide(square).negate();
            sum = sum.add(power.divide(BigInteger.valueOf(k)));
        }
        return sum;
    }

    private static SinCos sinCosHuge(double a) {
        int exponent = Math.getExponent(a) - 52;
        BigInteger m = BigInteger.valueOf((long) Math.scalb(a, -exponent));
        BigInteger turns = exponent >= 0 ? m.multiply(TWO_OVER_PI).shiftLeft(exponent)
            : m.multiply(TWO_OVER_PI).shiftRight(-exponent);
        BigInteger quadrant = turns.add(BigInteger.ONE.shiftLeft(1279)).shiftRight(1280);
        BigInteger rest = turns.subtract(quadrant.shiftLeft(1280)).shiftRight(1280 - 200);
        double high = rest.doubleValue();
        double low = rest.subtract(new java.math.BigDecimal(high).toBigInteger()).doubleValue();
        DoubleDouble fraction = DoubleDouble.sum(high, low).scale(-200);
        return series(fraction.times(HALF_PI)).turned(quadrant.intValue() & 3);
    }

    public static Exact sin(double x) {
        return Math.abs(x) < 0x1p-60 ? linear(x, ONE) : Exact.of(sinCos(x).sin());
    }

    public static Exact cos(double x) {
        return Exact.of(sinCos(x).cos());
    }

    public static Exact tan(double x) {
        if (Math.abs(x) < 0x1p-60) return linear(x, ONE);
        SinCos y = sinCos(x);
        return Exact.of(y.sin().div(y.cos()));
    }

    /** For |x| ≤ 0.75: Java's own, and a step of Newton's method with its second-order term. */
    private static DoubleDouble asinSmall(DoubleDouble x) {
        double y = StrictMath.asin(x.high());
        SinCos at = series(of(y / 2));
        DoubleDouble sin = at.sin().times(at.cos()).scale(1), cos = at.cos().square().minus(at.sin().square());
        DoubleDouble step = x.minus(sin).div(cos);
        return step.plus(step.square().times(sin.div(cos)).scale(-1)).plus(y);
    }

    private static DoubleDouble acosNearOne(double x) {
        return asinSmall(DoubleDouble.sum(1, -x).scale(-1).sqrt()).scale(1);
    }

    public static Exact asin(double x) {
        if (Math.abs(x) < 0x1p-60) return linear(x, ONE);
        if (Math.abs(x) <= 0.5) return Exact.of(asinSmall(of(x)));
        DoubleDouble y = HALF_PI.minus(acosNearOne(Math.abs(x)));
        return Exact.of(x < 0 ? y.negate() : y);
    }

    public static Exact acos(double x) {
        if (Math.abs(x) <= 0.5) return Exact.of(HALF_PI.minus(asinSmall(of(x))));
        return Exact.of(x > 0 ? acosNearOne(x) : PI.minus(acosNearOne(-x)));
    }

    static DoubleDouble atan(DoubleDouble x) {
        if (x.high() < 0) return atan(x.negate()).negate();
        if (x.high() > 1) return HALF_PI.minus(atan(ONE.div(x)));
        double y = StrictMath.atan(x.high());
        SinCos at = series(of(y));
        DoubleDouble step = x.times(at.cos()).minus(at.sin()).div(at.cos().plus(x.times(at.sin())));
        return step.plus(y);
    }

    public static Exact atan(double x) {
        return Math.abs(x) < 0x1p-60 ? linear(x, ONE) : Exact.of(atan(of(x)));
    }

    public static Exact atan2(double y, double x) {
        int ey = exponentOf(y), ex = exponentOf(x);
        DoubleDouble ratio = of(scalb(Math.abs(y), -ey)).div(scalb(Math.abs(x), -ex));
        int scale = ey - ex;
        Exact angle = scale < -80 ? new Exact(ratio, scale)
                : scale > 300 ? Exact.of(HALF_PI)
                : Exact.of(atan(ratio.scale(scale)));
        if (x < 0) angle = Exact.of(PI.minus(scaleTwice(angle.value(), angle.exponent())));
        return y < 0 ? angle.negate() : angle;
    }

    /** The exponent of |x| in [1, 2) times a power of two, of subnormal numbers too. */
    private static int exponentOf(double x) {
        return Math.abs(x) < Double.MIN_NORMAL ? Math.getExponent(x * 0x1p100) - 100 : Math.getExponent(x);
    }

    private static double scalb(double x, int k) {
        return Math.scalb(Math.scalb(x, k / 2), k - k / 2);
    }

    // ---- powers and roots

    public static Exact pow(double x, double y) {
        Exact power = exp(log(of(Math.abs(x))).times(y));
        boolean odd = Math.abs(y) < 0x1p53 && Math.abs(y % 2) == 1;
        return x < 0 && odd ? power.negate() : power;
    }

    public static Exact cbrt(double x) {
        int third = Math.floorDiv(exponentOf(x), 3);
        double m = scalb(x, -3 * third), y = Math.cbrt(m);
        DoubleDouble square = DoubleDouble.product(y, y);
        DoubleDouble step = square.times(y).minus(m).div(square.times(3));
        return new Exact(step.negate().plus(y), third);
    }

    public static Exact sqrt(double x) {
        int half = Math.floorDiv(exponentOf(x), 2);
        return new Exact(of(scalb(x, -2 * half)).sqrt(), half);
    }

    public static Exact rsqrt(double x) {
        Exact root = sqrt(x);
        return new Exact(ONE.div(root.value()), -root.exponent());
    }

    public static Exact hypot(double x, double y) {
        int k = Math.max(exponentOf(x), exponentOf(y));
        double a = scalb(x, -k), b = scalb(y, -k);
        return new Exact(DoubleDouble.product(a, a).plus(DoubleDouble.product(b, b)).sqrt(), k);
    }

    // ---- error functions

    /** 2/√π exp(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!: all terms positive. */
    private static DoubleDouble erfSeries(DoubleDouble x) {
        DoubleDouble square = x.square(), term = x, sum = x;
        for (int n = 1; term.high() > 0x1p-108 * sum.high(); n++) {
            term = term.times(square).scale(1).div(2 * n + 1);
            sum = sum.plus(term);
        }
        Exact e = exp(square.negate());
        return sum.times(e.value()).times(TWO_OVER_SQRT_PI).scale(e.exponent());
    }

    /** erfc x for x ≥ 4, Laplace's continued fraction. */
    private static Exact erfcFraction(DoubleDouble x) {
        DoubleDouble square = x.square(), fraction = ZERO, twice = square.scale(1);
        for (int n = 64; n >= 1; n--) fraction = of(n).div(twice).div(fraction.plus(1));
        DoubleDouble factor = TWO_OVER_SQRT_PI.scale(-1).div(x.times(fraction.plus(1)));
        Exact e = exp(square.negate());
        return new Exact(e.value().times(factor), e.exponent());
    }

    private static DoubleDouble erf(DoubleDouble x) {
        if (x.high() < 0) return erf(x.negate()).negate();
        if (x.high() < 4) return erfSeries(x);
        Exact rest = erfcFraction(x);
        return ONE.minus(scaleTwice(rest.value(), rest.exponent()));
    }

    private static Exact erfc(DoubleDouble x) {
        return x.high() < 4 ? Exact.of(ONE.minus(erf(x))) : erfcFraction(x);
    }

    public static Exact erf(double x) {
        return Math.abs(x) < 0x1p-60 ? linear(x, TWO_OVER_SQRT_PI) : Exact.of(erf(of(x)));
    }

    public static Exact erfc(double x) {
        return erfc(of(x));
    }

    /** Solved by Halley's method, in terms of erfc where erf is near 1. */
    public static Exact erfInv(double p) {
        double a = Math.abs(p);
        if (a < 0x1p-60) return linear(p, ONE.div(TWO_OVER_SQRT_PI));
        DoubleDouble y = of(erfInvRough(a));
        for (int i = 0; i < 4; i++) {
            Exact slope = exp(y.square().negate());
            DoubleDouble f = a < 0.5 ? erf(y).minus(a) : scaleTwice(erfc(y).value(), erfc(y).exponent()).negate().plus(1 - a);
            DoubleDouble step = f.div(TWO_OVER_SQRT_PI.times(slope.value()).scale(slope.exponent()));
            y = y.minus(step.div(step.times(y).plus(1)));
            if (Math.abs(step.high()) < 1e-12 * y.high()) break;
        }
        return Exact.of(p < 0 ? y.negate() : y);
    }

    /** Within one percent; Winitzki's formula. */
    private static double erfInvRough(double p) {
        double w = StrictMath.log((1 - p) * (1 + p)), c = 0.147, t = 2 / (Math.PI * c) + w / 2;
        return p < 1e-3 ? p / TWO_OVER_SQRT_PI.high() : Math.sqrt(Math.sqrt(t * t - w / c) - t);
    }

    // ---- gamma function

    /** Bernoulli numbers B₂, B₄, … as fractions. */
    private static final double[][] BERNOULLI = {
            { 1, 6 }, { -1, 30 }, { 1, 42 }, { -1, 30 }, { 5, 66 }, { -691, 2730 }, { 7, 6 }, { -3617, 510 }, { 43867, 798 },
            { -174611, 330 }, { 854513, 138 },
        {-236364091, 2730}, {8553103, 6}, {-23749461029.0, 870}, {8615841276005.0, 14322}, {-7709321041217.0, 510}
    };
    /** ζ(2), ζ(3), …, ζ(8). */
    private static final DoubleDouble[] ZETA = {
            new DoubleDouble(0x1.a51a6625307d3p+0, 0x1.1873d8912200cp-55),
            new DoubleDouble(0x1.33ba004f00621p+0, 0x1.c1b8b8ae2cf35p-55),
            new DoubleDouble(0x1.151322ac7d848p+0, 0x1.b5f91211196e5p-55),
            new DoubleDouble(0x1.097418eca7ccep+0, -0x1.21773ec70b998p-54),
            new DoubleDouble(0x1.0470984c09245p+0, -0x1.c209343d2bfc4p-54),
            new DoubleDouble(0x1.02232da14cf39p+0, -0x1.c95902995de95p-54),
        new DoubleDouble(0x1.010b36af86397p+0, -0x1.741a635b224a6p-56)
    };

    /** log Γ(1 + t) for |t| < 2⁻¹⁴, by its Taylor series. */
    private static DoubleDouble lgammaNearOne(DoubleDouble t) {
        DoubleDouble sum = ZERO, minus = t.negate();
        for (int k = 8; k >= 2; k--) sum = sum.plus(ZETA[k - 2].div(k)).times(minus);
        return sum.plus(EULER).times(minus);
    }

    private static DoubleDouble lgammaPositive(DoubleDouble x) {
        DoubleDouble one = x.minus(1), two = x.minus(2);
        if (Math.abs(one.high()) < 0x1p-14) return lgammaNearOne(one);
        if (Math.abs(two.high()) < 0x1p-14) return lgammaNearOne(two).plus(log1p(two));
        DoubleDouble product = ONE, y = x;
        for (; y.high() < 40; y = y.plus(1)) product = product.times(y);
        DoubleDouble inverse = ONE.div(y), square = inverse.square(), sum = ZERO;
        for (int n = BERNOULLI.length; n >= 1; n--) {
            sum = sum.times(square).plus(of(BERNOULLI[n - 1][0]).div(BERNOULLI[n - 1][1] * (2 * n) * (2 * n - 1)));
        }
        DoubleDouble stirling = y.minus(0.5).times(log(y)).minus(y).plus(HALF_LN_2PI).plus(sum.times(inverse));
        return product == ONE ? stirling : stirling.minus(log(product));
    }

    /** sin π x, exactly reduced. */
    private static SinCos sinCosPi(double x) {
        double half = Math.rint(2 * x);
        return series(PI.times(x - half / 2)).turned((int) (half % 4));
    }

    private static DoubleDouble lgammaOf(double x) {
        if (x > 0) return lgammaPositive(of(x));
        if (x > -0x1p-60) return log(of(-x)).negate();
        return log(PI.div(sinCosPi(x).sin().abs())).minus(lgammaPositive(DoubleDouble.sum(1, -x)));
    }

    /** log |Γ(x)|; not at the poles. */
    public static Exact lgamma(double x) {
        return Exact.of(lgammaOf(x));
    }

    /** Γ(x); not at the poles. */
    public static Exact tgamma(double x) {
        if (Math.abs(x) < 0x1p-60) return Exact.of(ONE.div(x).minus(EULER));
        Exact magnitude = exp(lgammaOf(x));
        return x < 0 && (Math.floor(x) % 2) != 0 ? magnitude.negate() : magnitude;
    }

    private static DoubleDouble digammaPositive(DoubleDouble x) {
        DoubleDouble shift = ZERO, y = x;
        for (; y.high() < 40; y = y.plus(1)) shift = shift.plus(ONE.div(y));
        DoubleDouble inverse = ONE.div(y), square = inverse.square(), sum = ZERO;
        for (int n = BERNOULLI.length; n >= 1; n--) {
            sum = sum.plus(of(BERNOULLI[n - 1][0]).div(BERNOULLI[n - 1][1] * (2 * n))).times(square);
        }
        return log(y).minus(inverse.scale(-1)).minus(sum).minus(shift);
    }

    /** The derivative of log Γ(x); not at the poles. */
    public static Exact digamma(double x) {
        if (Math.abs(x) < 0x1p-60) return Exact.of(ONE.negate().div(x).minus(EULER));
        if (x > 0) return Exact.of(digammaPositive(of(x)));
        SinCos at = sinCosPi(x);
        return Exact.of(digammaPositive(DoubleDouble.sum(1, -x)).minus(PI.times(at.cos()).div(at.sin())));
    }
}
