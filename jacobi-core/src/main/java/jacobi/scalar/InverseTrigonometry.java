package jacobi.scalar;

/**
 * Inverse circular functions. The polynomials in z = t² are minimax, found by {@code fpminimax} of Sollya over [0, 0.2501],
 * relative.
 */
final class InverseTrigonometry {
    private InverseTrigonometry() {}

    private static final double PI_64 = 0x1.921fb54442d18p1, PI_LOW_64 = 0x1.1a62633145c07p-53;
    private static final double PI_32 = 0x1.921fb6p1, PI_LOW_32 = -0x1.777a5cp-24;

    /** atan t = t + t³ (…), relative error 2⁻⁶²·⁰ and 2⁻³¹·⁷. */
    private static final double[] ATAN_64 = {
        -0x1.5555555555552p-2, 0x1.99999999990d9p-3, -0x1.249249245377p-3, 0x1.c71c71aaf4a48p-4, -0x1.745d138f956c8p-4,
        0x1.3b1360b09c4cep-4, -0x1.110c70ec7d1b9p-4, 0x1.e182d0dd6c298p-5, -0x1.ac727ac251037p-5, 0x1.77fb25241fd8ep-5,
        -0x1.301a41393157ep-5, 0x1.839f2df59be63p-6, -0x1.122f1af2452abp-7
    };
    private static final double[] ATAN_32 = {
        -0x1.555552p-2, 0x1.999744p-3, -0x1.24502ep-3, 0x1.c0721ap-4, -0x1.480b66p-4, 0x1.3fce3p-5
    };
    /** asin t = t + t³ (…), relative error 2⁻⁵⁹·⁸ and 2⁻²⁷·⁶. */
    private static final double[] ASIN_64 = {
        0x1.5555555555577p-3, 0x1.333333332e111p-4, 0x1.6db6db7214dfap-5, 0x1.f1c71a93c0148p-6, 0x1.6e8bdf083a262p-6,
        0x1.1c49ed30acc6bp-6, 0x1.ca1fe12ecaf6p-7, 0x1.7582a4634fbdbp-7, 0x1.614de4ca87ff1p-7, 0x1.e4dfecf38f33fp-9,
        0x1.63f5491441decp-6, -0x1.5881155b1217dp-6, 0x1.0b71a22cb0126p-5
    };
    private static final double[] ASIN_32 = {0x1.5555c8p-3, 0x1.3301fep-4, 0x1.747cbep-5, 0x1.8c30b6p-6, 0x1.596a7ap-5};

    /** asin x: for |x| > ½, π/2 − 2 asin √((1 − |x|) / 2). */
    static Scalar asin(Scalar x) {
        Format f = Format.of(x);
        Scalar a = x.abs();
        Scalar big = a.gt(0.5);
        Scalar z = big.select(a.unaryMinus().fma(0.5, 0.5), a.times(a));
        Scalar t = big.select(z.sqrt(), a);
        Scalar cubic = t.times(z).times(asinSeries(z));
        Scalar turn = quarterTurns(x, 1), twice = t.plus(t);
        Scalar leading = turn.minus(twice);
        Scalar lost = turn.minus(leading).minus(twice);
        Scalar far = leading.plus(lost.plus(quarterTurnsRest(x, 1)).minus(cubic.plus(cubic)));
        return big.select(far, t.plus(cubic)).copySign(x);
    }

    /** acos x: π/2 − asin x for |x| ≤ ½; 2 asin √((1 − x) / 2) above; π less that of −x below. */
    static Scalar acos(Scalar x) {
        Scalar a = x.abs();
        Scalar big = a.gt(0.5);
        Scalar z = big.select(a.unaryMinus().fma(0.5, 0.5), a.times(a));
        Scalar root = z.sqrt();
        Scalar t = big.select(root.plus(root), x.unaryMinus());
        Scalar cubic = t.times(z).times(asinSeries(z));
        Scalar negative = x.lt(0.0);
        Scalar near = quarterTurns(x, 1).plus(t.plus(cubic.plus(quarterTurnsRest(x, 1))));
        Scalar below = quarterTurns(x, 2).minus(t.plus(cubic.minus(quarterTurnsRest(x, 2))));
        Scalar far = negative.select(below, t.plus(cubic));
        return big.select(far, near);
    }

    private static Scalar asinSeries(Scalar z) {
        return Polynomial.split(z, Format.of(z).pick(ASIN_32, ASIN_64));
    }

    private static Scalar quarterTurns(Scalar like, int n) {
        return like.constant(Format.of(like).pick(PI_32, PI_64) * n / 2);
    }

    /** What the rounding of n π/2 lost. */
    private static Scalar quarterTurnsRest(Scalar like, int n) {
        return like.constant(Format.of(like).pick(PI_LOW_32, PI_LOW_64) * n / 2);
    }

    /** atan x: that of t = a for a = |x| < ½, of (a − 1) / (a + 1) plus π/4 up to 2, of −1/a plus π/2 beyond. */
    static Scalar atan(Scalar x) {
        Scalar a = x.abs();
        Scalar steep = a.gt(2.0), flat = a.lt(0.5);
        Scalar n = flat.select(a, steep.select(-1.0, a.minus(1)));
        Scalar d = flat.select(1.0, steep.select(a, a.plus(1)));
        Scalar eighths = flat.select(0.0, steep.select(2.0, a.constant(1)));
        return turned(n.div(d), eighths).copySign(x);
    }

    /** The angle of the vector (x, y) with the x axis, from −π to π; signs of zeros count. */
    static Scalar atan2(Scalar y, Scalar x) {
        Format f = Format.of(x);
        Scalar left = x.bits().lt(0);
        Scalar big = x.abs().max(y.abs()).gt(Math.scalb(1.0, f.bias() - 1));
        Scalar scale = big.select(0.25, x.constant(1.0));
        Scalar angle = angle(y.abs().times(scale), x.abs().times(scale), left);
        Scalar ordered = x.eq(x).and(y.eq(y));
        return ordered.select(angle, x.plus(y)).copySign(y);
    }

    /**
     * The angle of (±x, y) for x, y ≥ 0, −x where {@code left}. With n ≤ d the two coordinates in order, the smaller angle is
     * that of t = n / d if 2 n < d, else π/4 more than that of t = (n − d) / (n + d): one division, |t| ≤ ½. Mirrored at the
     * diagonal and at the y axis, it is some eighths of a turn plus or minus atan t.
     */
    private static Scalar angle(Scalar y, Scalar x, Scalar left) {
        Format f = Format.of(x);
        Scalar steep = y.gt(x);
        Scalar n = steep.select(x, y);
        Scalar d = steep.select(y, x).max(x.constant(f.pick(Float.MIN_VALUE, Double.MIN_VALUE)));
        Scalar diagonal = n.plus(n).ge(d);
        Scalar quotient = diagonal.select(n.minus(d), n).div(diagonal.select(n.plus(d), d));
        Scalar t = n.eq(d).select(0.0, quotient);
        Scalar signed = steep.xor(left).select(t.unaryMinus(), t);
        Scalar eighths = diagonal.select(1, x.constant(0.0));
        Scalar upper = steep.select(eighths.constant(2).minus(eighths), eighths);
        return turned(signed, left.select(eighths.constant(4).minus(upper), upper));
    }

    /** n π/4 + atan t, rounded nearly once. */
    private static Scalar turned(Scalar t, Scalar n) {
        Format f = Format.of(t);
        Scalar z = t.times(t);
        Scalar cubic = t.times(z).times(Polynomial.split(z, f.pick(ATAN_32, ATAN_64)));
        Scalar low = n.fma(f.pick(PI_LOW_32, PI_LOW_64) / 4, cubic);
        return n.fma(f.pick(PI_32, PI_64) / 4, t.plus(low));
    }
}
