package jacobi.scalar;

/** Inverse hyperbolic functions, by log(1 + w) with w free of cancellation. */
final class InverseHyperbolic {
    private InverseHyperbolic() {}

    private static final double LN2_64 = 0x1.62e42fefa39efp-1, LN2_32 = 0x1.62e43p-1;

    /** From here on √(x² ± 1) is x to working accuracy. */
    private static double large(Format f) {
        return Math.scalb(1.0, f.mantissa() / 2 + 4);
    }

    /** log(1 + a + a² / (1 + √(1 + a²))) for a = |x|; log a + log 2 for large a. */
    static Scalar asinh(Scalar x) {
        Format f = Format.of(x);
        Scalar a = x.abs();
        Scalar large = a.gt(large(f));
        Scalar square = a.times(a);
        Scalar more = square.div(square.plus(1).sqrt().plus(1));
        Scalar sum = a.plus(more);
        Scalar w = large.select(a.minus(1), sum);
        Scalar rest = large.select(0.0, more.minus(sum.minus(a)));
        Scalar y = Logarithm.log1pSum(w, rest).plus(large.select(f.pick(LN2_32, LN2_64), x.constant(0)));
        return a.lt(Math.scalb(1.0, -f.mantissa() / 2 - 2)).select(a, y).copySign(x);
    }

    /**
     * log(1 + t + √(t² + 2 t)) for t = x − 1, with what the roundings of the root and the sum lost; log x + log 2 for large x.
     */
    static Scalar acosh(Scalar x) {
        Format f = Format.of(x);
        Scalar large = x.gt(large(f));
        Scalar t = x.minus(1), twice = t.plus(t);
        Scalar square = t.fma(t, twice);
        Scalar root = square.sqrt();
        Scalar residual = root.unaryMinus().fma(root, square).plus(t.fma(t, twice.minus(square)));
        Scalar sum = t.plus(root);
        Scalar rest = root.minus(sum.minus(t)).plus(residual.div(root.plus(root)));
        Scalar plain = large.or(x.le(1.0));
        Scalar y = Logarithm.log1pSum(large.select(t, sum), plain.select(0.0, rest));
        return x.lt(1.0).select(Double.NaN, y.plus(large.select(f.pick(LN2_32, LN2_64), x.constant(0))));
    }

    /** ½ log(1 + 2 a / (1 − a)) for a = |x|, the quotient corrected for the roundings of 1 − a and of itself. */
    static Scalar atanh(Scalar x) {
        Format f = Format.of(x);
        Scalar a = x.abs();
        Scalar d = a.constant(1).minus(a);
        Scalar dRest = d.constant(1).minus(d).minus(a);
        Scalar twice = a.plus(a);
        Scalar w = twice.div(d);
        Scalar negated = w.unaryMinus();
        Scalar rest = negated.fma(d, twice).plus(negated.times(dRest)).div(d);
        Scalar finite = a.lt(1.0);
        Scalar y = Logarithm.log1pSum(w, finite.select(rest, 0.0)).times(0.5);
        return a.lt(Math.scalb(1.0, -f.mantissa() / 2 - 2)).select(a, y).copySign(x);
    }
}
