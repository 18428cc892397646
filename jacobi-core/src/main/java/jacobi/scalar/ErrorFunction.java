package jacobi.scalar;

import static jacobi.scalar.ScalarType.F32;
import static jacobi.scalar.ScalarType.F64;

/**
 * The error function, its complement and its inverse. Polynomials are minimax, found by the exchange algorithm of Remez, in
 * floating point of 400 bits, and rounded to the type from the leading coefficient on.
 */
final class ErrorFunction {
    private ErrorFunction() {}

    /** erf x / x − 1 in x² for |x| ≤ 1 (f64), 0.7 (f32): absolute error 2⁻⁵⁵·⁹ and 2⁻²⁷·³. */
    private static final double[] ERF_64 = {
        0x1.06eba8214db68p-3, -0x1.812746b0379b5p-2, 0x1.ce2f21a040b02p-4, -0x1.b82ce311f7069p-6, 0x1.565bccf908894p-8,
        -0x1.c02db03ff6859p-11, 0x1.f9a2bb4bba0e4p-14, -0x1.f4ca5bb2856d7p-17, 0x1.b9807f233887cp-20, -0x1.5c0bc3130e21dp-23,
        0x1.d73d744d56748p-27, -0x1.ac1a4196e188cp-31
    };
    private static final double[] ERF_32 = {
        0x1.06eba8p-3, -0x1.81272ap-2, 0x1.ce267cp-4, -0x1.b74b28p-6, 0x1.4c171ep-8, -0x1.50116p-11
    };
    /**
     * log erfc x for x from 0.9 to 5.95 (f64), 0.69 to 3.95 (f32); error of the 1 − erfc x made from it, relative: 2⁻⁵⁸ and
     * 2⁻²⁸.
     */
    private static final double[] LOG_ERFC_64 = {
        -0x1.23b77bb03448ep-24, -0x1.20dd68e8724e8p0, -0x1.45f37cf9b4668p-1, -0x1.a4ea01666e22bp-4, 0x1.39111b98d5d4p-6,
        0x1.efe129d9cccf5p-13, -0x1.c2c65e82b7485p-10, 0x1.3978236ddb382p-11, -0x1.f2e65bffb6271p-17, -0x1.6c63fd31c644fp-14,
        0x1.b6bd0bd117ce7p-15, -0x1.3fc14148d555bp-16, 0x1.51ab8e36c9585p-18, -0x1.0d270a992305ep-20, 0x1.43b4575d9f341p-23,
        -0x1.1e2cff4c06362p-26, 0x1.5fd5f9f0f61ecp-30, -0x1.0cf0993decfd2p-34, 0x1.810ff5c779009p-40
    };
    private static final double[] LOG_ERFC_32 = {
        0x1.0135aep-17, -0x1.20ea1ap0, -0x1.456a0ep-1, -0x1.afd776p-4, 0x1.78b32ap-6, -0x1.a96fe6p-9, 0x1.c87ce4p-13
    };
    /** (x + 2½) exp(x²) erfc x in t = (x − 2½) / (x + 2½) for x from ½ to 28, relative error 2⁻⁵⁷. */
    private static final double[] ERFCX_64 = {
        0x1.0dd50785280a5p0, -0x1.9bfb53c4039d6p-1, 0x1.d0cedcb8c8fe6p-2, -0x1.5eb8eba1dff84p-3, 0x1.d0acf691fd27p-6,
        0x1.1305f565c786ep-7, -0x1.3bcdce39b7f39p-8, -0x1.cc8b130d778d4p-12, 0x1.7069f383fb28ep-11, 0x1.e91f55f868c04p-15,
        -0x1.d84c2fe6902b3p-14, -0x1.47b634c7e274ep-16, 0x1.320fe2c64004p-16, 0x1.c592ec346eac4p-18, -0x1.3866e747874d6p-19,
        -0x1.095aa3f7b518p-19, -0x1.9959d0257f217p-27, 0x1.ffc5806fdca05p-22, 0x1.2476a6a2f2becp-23, -0x1.b42e6acc54a4cp-24,
        -0x1.52a4dc32f380cp-25, 0x1.5582b41ee9ff4p-26
    };
    /** (x + 3) exp(x²) erfc x in t = (x − 3) / (x + 3) for x from 0 to 10.2, relative error 2⁻²⁹; evaluated in f64. */
    private static final double[] ERFCX_32 = {
        0x1.12f21de11285bp0, -0x1.c44c47f114d73p-1, 0x1.2e32668dbbbc3p-1, -0x1.3deadff2c903dp-2, 0x1.e997b7af49b6bp-4,
        -0x1.b7b35a4dd33bdp-6, -0x1.41e185ba8821bp-10, 0x1.92744e1172639p-9, -0x1.fbbb81839d8bbp-12, -0x1.47612de9a6dbcp-12,
        0x1.0482e23e27876p-17
    };
    private static final double MINUS_LOG2_E = -0x1.71547652b82fep0;

    /** erf x: x + x P(x²) for small |x|, else 1 − erfc |x| with the sign of x. */
    static Scalar erf(Scalar x) {
        Format f = Format.of(x);
        Scalar a = x.constant(f.pick(4, 6)).min(x.abs());
        Scalar complement = Exponential.expModerate(Polynomial.split(a, f.pick(LOG_ERFC_32, LOG_ERFC_64)));
        Scalar large = complement.constant(1).minus(complement).copySign(x);
        return a.lt(f.pick(0.6953125, 0.9375)).select(erfSmall(x), large);
    }

    private static Scalar erfSmall(Scalar x) {
        return x.fma(Polynomial.split(x.times(x), Format.of(x).pick(ERF_32, ERF_64)), x);
    }

    /** erfc x; that of −x is 2 less it. f32 by way of f64, f64 by way of erf for x < ½. */
    static Scalar erfc(Scalar x) {
        Scalar a = x.abs();
        if (x.type() == F32) return mirrored(x, erfcSingle(a));
        return a.lt(0.5).select(x.constant(1).minus(erfSmall(x)), mirrored(x, erfcLarge(a)));
    }

    private static Scalar mirrored(Scalar x, Scalar y) {
        return x.lt(0.0).select(y.constant(2).minus(y), y);
    }

    /** For a ≥ ½, exp(−a²) times {@link #erfcx}, a² to twice the precision. */
    private static Scalar erfcLarge(Scalar a) {
        Scalar bounded = a.constant(28).min(a);
        Scalar square = bounded.times(bounded);
        Scalar lost = bounded.fma(bounded, square.unaryMinus());
        Erfcx factor = erfcxParts(bounded);
        return Exponential.expTimes(square.unaryMinus(), factor.rest().minus(lost), factor.value());
    }

    /** exp(a²) erfc a as value · (1 + rest). */
    private record Erfcx(Scalar value, Scalar rest) {}

    /** For ½ ≤ a ≤ 28; the rest is what the rounding of a + 2½ lost. */
    private static Erfcx erfcxParts(Scalar a) {
        Scalar d = a.plus(2.5);
        Scalar u = a.constant(1).div(d);
        Scalar rest = d.minus(2.5).minus(a).times(u);
        Scalar t = a.gt(5.0).select(u.fma(-5, 1), a.minus(2.5).times(u));
        return new Erfcx(u.times(Polynomial.damped(t, ERFCX_64)), rest);
    }

    private static Scalar erfcSingle(Scalar a) {
        Scalar wide = a.convert(F64);
        Scalar bounded = wide.constant(10.25).min(wide);
        Scalar u = bounded.constant(1).div(bounded.plus(3));
        Scalar factor = u.times(Polynomial.split(u.fma(-6, 1), ERFCX_32));
        return Power.exp2Times(bounded.times(bounded).times(MINUS_LOG2_E), factor);
    }

    // ---- inverse

    /** erf⁻¹ p / p in w = −log(1 − p²) for w ≤ 6¼, relative error 2⁻²⁷; in √w beyond, up to w = 37, 2⁻²³. */
    private static final double[] INVERSE_CENTRE = {
        0x1.c5bf8944ad2a5p-1, 0x1.db29dab0d04e2p-3, 0x1.7a837cbc70093p-7, -0x1.32e1b99276b7p-9, -0x1.ef4aaab1362b8p-14,
        0x1.397b001dcf2c7p-15, 0x1.ebb2fd51b220fp-18, -0x1.89ea0a933dbe1p-19, 0x1.9f099155b7ce9p-22, -0x1.a61b70bdf7cc8p-26,
        0x1.5ea2b0db80b2cp-31
    };
    private static final double[] INVERSE_TAIL = {
        0x1.e8278750cf667p1, -0x1.ad74f69eb2d08p2, 0x1.ab02c13a99fb6p2, -0x1.b0d3aa159368ap1, 0x1.1a74a94c10c67p0,
        -0x1.eb168b96cbb4dp-3, 0x1.1bef1797a19a4p-5, -0x1.a4c1a160b778ap-9, 0x1.6a521ccee7a28p-13, -0x1.142addfa14197p-18
    };
    private static final double HALF_SQRT_PI = 0x1.c5bf891b4ef6ap-1;

    /** The inverse of erf on [−1, 1]; ±∞ at ±1, NaN outside. */
    static Scalar erfInv(Scalar p) {
        Scalar a = p.abs();
        Scalar y = p.type() == F32 ? giles(a) : halley(a);
        Scalar edge = a.eq(1.0).select(Double.POSITIVE_INFINITY, p.constant(Double.NaN));
        return a.lt(1.0).select(y, edge).copySign(p);
    }

    /** A first approximation, then one step of Halley's method with the residual free of cancellation. */
    private static Scalar halley(Scalar a) {
        Scalar w = logOfComplement(a).unaryMinus();
        Scalar tail = Polynomial.split(w.sqrt(), INVERSE_TAIL);
        Scalar y = a.times(w.le(6.25).select(Polynomial.split(w, INVERSE_CENTRE), tail));
        Scalar square = y.times(y);
        Scalar lost = y.fma(y, square.unaryMinus());
        Scalar gauss = Exponential.expTimes(square.unaryMinus(), lost.unaryMinus(), y.constant(1));
        Scalar small = y.fma(Polynomial.split(square, ERF_64), y.minus(a));
        Scalar central = a.lt(0.75);
        Scalar scaled = central.select(small, a.constant(1).minus(a)).div(gauss);
        Scalar step = scaled.minus(central.select(0.0, erfcxParts(y).value())).times(HALF_SQRT_PI);
        return y.minus(step.div(step.fma(y, 1)));
    }

    /** log(1 − a²) for 0 ≤ a < 1. */
    private static Scalar logOfComplement(Scalar a) {
        return Logarithm.log(a.constant(1).minus(a).times(a.plus(1)));
    }

    /**
     * The published single-precision approximation, on which generators of normal numbers agree.
     *
     * @see "Giles (2011), Approximating the erfinv function, GPU Computing Gems Jade Edition, 109–116"
     */
    private static Scalar giles(Scalar a) {
        Scalar w = logOfComplement(a).unaryMinus();
        Scalar centre = Polynomial.horner(w.minus(2.5), GILES_CENTRE);
        Scalar tail = Polynomial.horner(w.sqrt().minus(3), GILES_TAIL);
        return w.lt(5.0).select(centre, tail).times(a);
    }

    private static final double[] GILES_CENTRE = {
        1.50140941f, 0.246640727f, -0.00417768164f, -0.00125372503f, 0.00021858087f, -4.39150654e-06f, -3.5233877e-06f,
        3.43273939e-07f, 2.81022636e-08f
    };
    private static final double[] GILES_TAIL = {
        2.83297682f, 1.00167406f, 0.00943887047f, -0.0076224613f, 0.00573950773f, -0.00367342844f, 0.00134934322f,
        0.000100950558f, -0.000200214257f
    };
}
