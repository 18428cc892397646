package jacobi.scalar;

import static jacobi.scalar.ScalarType.F64;

import java.util.function.UnaryOperator;

/**
 * The logarithm of the gamma function and its derivative, in f64; f32 by way of it. Positive operands take the fast path, the
 * others are reflected to them. Polynomials are minimax, found by the exchange algorithm of Remez in floating point of 400
 * bits.
 */
final class GammaFunction {
    private GammaFunction() {}

    private static final double PI = 0x1.921fb54442d18p1, PI_LOW = 0x1.1a62633145c07p-53;
    /** log Γ(2 + u) / u for |u| ≤ ½, relative error 2⁻⁵⁶. */
    private static final double[] NEAR_TWO = {
        0x1.b0ee6072093cep-2, 0x1.4a34cc4a60fa7p-2, -0x1.13e001a5575bbp-4, 0x1.51322ac7d7c97p-6, -0x1.e404fc21a1a76p-8,
        0x1.7add6eaea1527p-9, -0x1.38ac5c2407f3ep-10, 0x1.0b36af1d417c7p-11, -0x1.d3fd50172fcfap-13, 0x1.a127e57a00366p-14,
        -0x1.78dde73178db8p-15, 0x1.5805f43981e8fp-16, -0x1.3cc41027a7b0fp-17, 0x1.264eb521d66c9p-18, -0x1.1194387be1a25p-19,
        0x1.ed03468143eb4p-21, -0x1.db98be6d7848p-22, 0x1.2cf575f26b8a5p-22, -0x1.0a48b421b048cp-23
    };
    /** x (log Γ(x) − (x − ½)(log x − 1) − ½ log 2π + ½) in 1/x² for x ≥ 8, absolute error 2⁻⁵⁸. */
    private static final double[] STIRLING = {
        0x1.5555555555555p-4, -0x1.6c16c16c109a5p-9, 0x1.a01a015de1f04p-11, -0x1.38133217e3791p-11, 0x1.b920e97dc70e8p-11,
        -0x1.ee6d70e1a3788p-10, 0x1.467a189761acbp-8
    };
    /** ½ log 2π − ½. */
    private static final double STIRLING_CONSTANT = 0x1.acfe390c97d69p-2;

    /** x² (log x − 1/(2x) − ψ(x)) in 1/x² for x ≥ 5, absolute error 2⁻⁵⁸. */
    private static final double[] DIGAMMA_FAR = {
        0x1.5555555555555p-4, -0x1.111111110fb5ap-7, 0x1.041040fda84f7p-8, -0x1.11110a32dc945p-8, 0x1.f07815a1f3f4dp-8,
        -0x1.5939d7194c9e8p-6, 0x1.5023ae8b43357p-4, -0x1.9486cce25cfd2p-2, 0x1.d4bd4ca6327d7p0, -0x1.4ab553b936c05p2
    };
    /** The zero of ψ, in two parts, and ψ(3/2 + u) / (3/2 + u − zero) for |u| ≤ ½, relative error 2⁻⁵⁴. */
    private static final double ZERO_HIGH = 0x1.762d86356be3fp0, ZERO_LOW = 0x1.b86a722197829p-54;
    private static final double[] DIGAMMA_NEAR = {
        0x1.e6f0cbb873616p-1, -0x1.b1cb63005ee98p-2, 0x1.eca189b8e7197p-3, -0x1.2feeeb98a7964p-3, 0x1.8512e5901cb32p-4,
        -0x1.fb44202a1b726p-5, 0x1.4de9aa2228a8fp-5, -0x1.b9f8b11ddd475p-6, 0x1.25646f3bcd644p-6, -0x1.863563afb4844p-7,
        0x1.03c0f6ed460d2p-7, -0x1.5a06abed58a73p-8, 0x1.cd140bc169eb3p-9, -0x1.336d65a22a469p-9, 0x1.9a796f2cf4581p-10,
        -0x1.0fb6cc538befbp-10, 0x1.647209fe3fa46p-11, -0x1.fd68896b29cf1p-12, 0x1.74589dca5ecb2p-12, -0x1.302aab3011cbfp-13,
        0x1.86c2247e4ca78p-15, -0x1.75681ee577d64p-13, 0x1.423973e1cc54ap-13
    };

    /** From here on the asymptotic series serve. */
    private static final double LGAMMA_FAR = 8, DIGAMMA_FAR_FROM = 5;

    private static VectorMath.Guarded positive(Scalar x, UnaryOperator<Scalar> function) {
        return new VectorMath.Guarded(function.apply(x.convert(F64)).convert(x.type()), x.le(0.0));
    }

    // ---- log Γ

    /** log |Γ(x)|; +∞ at the poles and both infinities. */
    static VectorMath.Guarded lgamma(Scalar x) {
        return positive(x, GammaFunction::lgammaPositive);
    }

    /** log |Γ(x)| for x ≤ 0: log(π / (a |sin π a|)) − log Γ(a), a = −x. */
    static Scalar lgammaReflected(Scalar x) {
        Scalar a = x.convert(F64).abs();
        Scalar y = Logarithm.log(a.constant(PI).div(a.times(sinPi(a)))).minus(lgammaPositive(a));
        Scalar pole = a.floor().eq(a);
        return pole.select(Double.POSITIVE_INFINITY, y).convert(x.type());
    }

    /**
     * For x < 8, with u the distance of x from the nearest whole number n, log Γ(2 + u) plus the logarithm of what lies
     * between: the product (x − 1) … (x − n + 2), or less that of x or x (x + 1). Beyond, Stirling's series.
     */
    private static Scalar lgammaPositive(Scalar x) {
        Scalar far = x.ge(LGAMMA_FAR);
        Scalar n = x.rint();
        Scalar u = x.minus(n);
        Scalar below = n.eq(0.0).select(x.times(x.plus(1)), x);
        Scalar factor = n.lt(2.0).select(below, fallingProduct(x, n));
        Scalar log = Logarithm.log(far.select(x, factor));
        Scalar signed = n.lt(2.0).select(log.unaryMinus(), log);
        Scalar near = u.fma(Polynomial.damped(u, NEAR_TWO), signed);
        return far.select(stirling(x, log), near);
    }

    /** (x − 1)(x − 2) … (x − n + 2), for n ≤ 8. */
    private static Scalar fallingProduct(Scalar x, Scalar n) {
        Scalar product = x.constant(1);
        for (int i = 1; i <= 6; i++) product = n.lt(i + 2.0).select(product, product.times(x.minus(i)));
        return product;
    }

    private static Scalar stirling(Scalar x, Scalar log) {
        Scalar inverse = x.constant(1).div(x);
        Scalar series = inverse.fma(Polynomial.split(inverse.times(inverse), STIRLING), STIRLING_CONSTANT);
        return x.minus(0.5).fma(log.minus(1), series);
    }

    /** |sin π a|. */
    private static Scalar sinPi(Scalar a) {
        Scalar f = a.minus(a.rint()).abs();
        return Trigonometry.sinReduced(f.times(PI));
    }

    // ---- ψ

    /** ψ(x), the derivative of log Γ; −∞ at +0, +∞ at −0, NaN at the other poles. */
    static VectorMath.Guarded digamma(Scalar x) {
        return positive(x, GammaFunction::digammaPositive);
    }

    /** ψ(x) for x ≤ 0: ψ(1 + a) + π / tan π a, a = −x. */
    static Scalar digammaReflected(Scalar x) {
        Scalar a = x.convert(F64).abs();
        Scalar y = cotPi(a).fma(PI, digammaPositive(a.plus(1)));
        Scalar pole = a.floor().eq(a);
        Scalar atPole = a.eq(0.0).select(a.constant(-1).div(x.convert(F64)), a.constant(Double.NaN));
        return pole.select(atPole, y).convert(x.type());
    }

    /** cot π a, odd about every whole number. */
    private static Scalar cotPi(Scalar a) {
        Scalar f = a.minus(a.rint());
        Scalar size = f.abs();
        Scalar steep = size.gt(0.25);
        Scalar turn = steep.select(size.constant(0.5).minus(size), size);
        Scalar angle = turn.times(PI);
        Scalar t = Trigonometry.tanQuarter(angle, turn.fma(PI_LOW, turn.fma(PI, angle.unaryMinus())));
        return steep.select(t, t.constant(1).div(t)).copySign(f);
    }

    /**
     * For x < 5, ψ(y) + 1/y + … + 1/(x − 1) with y in [1, 2), or ψ(x + 1) − 1/x for x < 1; ψ(y) is a polynomial times the
     * distance from its zero. Beyond, the asymptotic series.
     */
    private static Scalar digammaPositive(Scalar x) {
        Scalar steps = x.floor().minus(1);
        Scalar low = x.lt(1.0);
        Scalar y = low.select(x.plus(1), x.minus(steps));
        Scalar sum = low.select(x.constant(-1).div(x), reciprocals(y, steps));
        Scalar fromZero = y.minus(ZERO_HIGH).minus(ZERO_LOW);
        Scalar near = fromZero.fma(Polynomial.damped(y.minus(1.5), DIGAMMA_NEAR), sum);
        return x.ge(DIGAMMA_FAR_FROM).select(digammaFar(x), near);
    }

    /** 1/y + 1/(y + 1) + … of n ≤ 3 terms, as one quotient. */
    private static Scalar reciprocals(Scalar y, Scalar n) {
        Scalar numerator = y.constant(0.0), denominator = y.constant(1);
        for (int i = 0; i < 3; i++) {
            Scalar term = y.plus(i), on = n.gt((double) i);
            numerator = on.select(numerator.fma(term, denominator), numerator);
            denominator = on.select(denominator.times(term), denominator);
        }
        return numerator.div(denominator);
    }

    private static Scalar digammaFar(Scalar x) {
        Scalar inverse = x.constant(1).div(x);
        Scalar square = inverse.times(inverse);
        Scalar series = square.fma(Polynomial.split(square, DIGAMMA_FAR), inverse.times(0.5));
        return Logarithm.log(x).minus(series);
    }
}
