package jacobi.testing.reference;

/**
 * An unevaluated sum of two doubles, high + low with |low| at most half an ulp of high: some 106 bits. The arithmetic loses a few
 * units in 2¹⁰⁴. Not for operands near the ends of double's range.
 *
 * @param high the value rounded to a double
 * @param low  the rest
 * @see "Dekker (1971), A floating-point technique for extending the available precision, Numerische Mathematik 18, 224–242"
 */
public record DoubleDouble(double high, double low) {
    public static final DoubleDouble ZERO = of(0), ONE = of(1);
    public static final DoubleDouble PI = new DoubleDouble(0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53);
    public static final DoubleDouble HALF_PI = new DoubleDouble(0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54);
    public static final DoubleDouble LN2 = new DoubleDouble(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56);
    public static final DoubleDouble LN10 = new DoubleDouble(0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53);
    public static final DoubleDouble TWO_OVER_SQRT_PI = new DoubleDouble(0x1.20dd750429b6dp+0, 0x1.1ae3a914fed80p-56);
    public static final DoubleDouble EULER = new DoubleDouble(0x1.2788cfc6fb619p-1, -0x1.6cb90701fbfabp-58);
    public static final DoubleDouble HALF_LN_2PI = new DoubleDouble(0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55);

    public static DoubleDouble of(double x) {
        return new DoubleDouble(x, 0);
    }

    /** a + b exactly. */
    public static DoubleDouble sum(double a, double b) {
        double s = a + b, t = s - a;
        return new DoubleDouble(s, (a - (s - t)) + (b - t));
    }

    /** a b exactly. */
    public static DoubleDouble product(double a, double b) {
        double p = a * b;
        return new DoubleDouble(p, Math.fma(a, b, -p));
    }

    private static DoubleDouble quickSum(double a, double b) {
        double s = a + b;
        return new DoubleDouble(s, b - (s - a));
    }

    public DoubleDouble plus(DoubleDouble y) {
        DoubleDouble s = sum(high, y.high), t = sum(low, y.low);
        DoubleDouble u = quickSum(s.high, s.low + t.high);
        return quickSum(u.high, u.low + t.low);
    }

    public DoubleDouble plus(double y) {
        DoubleDouble s = sum(high, y);
        return quickSum(s.high, s.low + low);
    }

    public DoubleDouble minus(DoubleDouble y) {
        return plus(y.negate());
    }

    public DoubleDouble minus(double y) {
        return plus(-y);
    }

    public DoubleDouble times(DoubleDouble y) {
        DoubleDouble p = product(high, y.high);
        return quickSum(p.high, p.low + Math.fma(high, y.low, low * y.high));
    }

    public DoubleDouble times(double y) {
        DoubleDouble p = product(high, y);
        return quickSum(p.high, Math.fma(low, y, p.low));
    }

    public DoubleDouble square() {
        return times(this);
    }

    public DoubleDouble div(DoubleDouble y) {
        double q0 = high / y.high;
        DoubleDouble r = minus(y.times(q0));
        double q1 = r.high / y.high;
        DoubleDouble s = r.minus(y.times(q1));
        return quickSum(q0, q1).plus(s.high / y.high);
    }

    public DoubleDouble div(double y) {
        return div(of(y));
    }

    public DoubleDouble negate() {
        return new DoubleDouble(-high, -low);
    }

    public DoubleDouble abs() {
        return high < 0 ? negate() : this;
    }

    public DoubleDouble sqrt() {
        if (high <= 0) return of(Math.sqrt(high));
        double y = Math.sqrt(high);
        DoubleDouble rest = minus(product(y, y));
        return quickSum(y, rest.high / (2 * y)).plus(correction(y, rest.high / (2 * y)));
    }

    /** What is left of this − (y + d)², over 2 y. */
    private double correction(double y, double d) {
        DoubleDouble root = quickSum(y, d);
        return minus(root.square()).high / (2 * y);
    }

    /** 2ⁿ times this. */
    public DoubleDouble scale(int n) {
        return new DoubleDouble(Math.scalb(high, n), Math.scalb(low, n));
    }
}
