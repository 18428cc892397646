package jacobi.scalar;

/**
 * Logarithms. With x = 2ᵏ m, m in [¾, 1½), the four highest bits of m's mantissa tell which of sixteen numbers r lies near 1 / m:
 * log x = k log 2 − log r + log(1 + f), f = m r − 1 in [−1/32, 1/16]. r is 1 where m is near 1, so that nothing cancels there.
 * The others were chosen among many for their logarithms to lie within 2⁻⁶⁰ (f32: 2⁻²⁹) of the few bits that the tables
 * hold, after Gal. What is left of log(1 + f) is a minimax polynomial found by {@code fpminimax} of Sollya, its error relative
 * to f.
 * Special values come by themselves: k is −∞ for 0 and ∞ for ∞, m NaN for negative x.
 *
 * @see "Gal and Bachelis (1991), An accurate elementary mathematical library, ACM TOMS 17, 26–45"
 */
final class Logarithm {
    private Logarithm() {}

    /**
     * ln 2, log₁₀ 2: the first parts with so few bits that their products with k, and those plus a logarithm of the tables, are
     * exact; the second parts positive, for k may be infinite.
     */
    private static final double LN2_HIGH_64 = 0x1.62e42fefa38p-1, LN2_LOW_64 = 0x1.ef35793c7673p-45;
    private static final double LN2_HIGH_32 = 0x1.62e4p-1, LN2_LOW_32 = 0x1.7f7d1cp-20;
    private static final double LOG10_2_HIGH_64 = 0x1.34413509f78p-2, LOG10_2_LOW_64 = 0x1.fef311f12b358p-46;
    private static final double LOG10_2_HIGH_32 = 0x1.344p-2, LOG10_2_LOW_32 = 0x1.3509f8p-18;
    /** log₂ e, log₁₀ e. */
    private static final double LOG2_E_64 = 0x1.71547652b82fep0, LOG2_E_32 = 0x1.715476p0;
    private static final double LOG10_E_64 = 0x1.bcb7b1526e50ep-2, LOG10_E_32 = 0x1.bcb7b2p-2;

    /** (log(1 + f) − f) / f², to bases e, 2 and 10: 2⁻⁵⁵·⁴ and 2⁻²⁷·³. */
    private static final double[] LN_TAIL_64 = {
        -0x1.0000000000002p-1, 0x1.5555555555f57p-2, -0x1.fffffffff4f12p-3, 0x1.99999980d4e21p-3, -0x1.555554a0a39bep-3,
        0x1.2492d65b3ba66p-3, -0x1.0009d75994bddp-3, 0x1.c57ebd7380048p-4, -0x1.6641f231c54e9p-4
    };
    private static final double[] LN_TAIL_32 = {-0x1p-1, 0x1.55583cp-2, -0x1.00140ep-2, 0x1.827072p-3};
    private static final double[] LOG2_TAIL_64 = {
        -0x1.71547652b82fep-1, 0x1.ec709dc3a2434p-2, -0x1.71547652c6c5ep-2, 0x1.2776c4f32bedap-2, -0x1.ec709ab2fb145p-3,
        0x1.a618540a7c26p-3, -0x1.71689cdc7537fp-3, 0x1.474c871de3571p-3, -0x1.025579bffe0c2p-3
    };
    private static final double[] LOG2_TAIL_32 = {-0x1.715476p-1, 0x1.ec80cep-2, -0x1.71a8b2p-2, 0x1.0de55ep-2};
    private static final double[] LOG10_TAIL_64 = {
        -0x1.bcb7b1526e50ep-3, 0x1.287a7636f62a1p-3, -0x1.bcb7b15289ad8p-4, 0x1.63c62744bbd34p-4, -0x1.287a73a4cbe1dp-4,
        0x1.fc411b21a767ep-5, -0x1.bcd58aaa0057dp-5, 0x1.89fd6e385870dp-5, -0x1.34711591a1756p-5
    };
    private static final double[] LOG10_TAIL_32 = {-0x1.bcb7b2p-3, 0x1.2871b2p-3, -0x1.bc8beap-4, 0x1.610dep-4};

    /** Numbers near 1 / m, and the logarithms of m that they stand for. */
    private record Tables(ScalarTable inverse, ScalarTable logarithm) {}

    /** x = 2ᵏ m; k is −∞ for 0 and ∞ for ∞, m NaN for negative x. */
    private record Parts(Scalar k, Scalar m) {
        static Parts of(Scalar x) {
            Scalar m = x.significand();
            return new Parts(x.exponent().minus(m.exponent()), m);
        }

        Scalar in(ScalarTable table) {
            return m.bits().lshr(Format.of(m).mantissa() - 4).in(table);
        }

        /** m r − 1. */
        Scalar fraction(Tables t) {
            return m.fma(in(t.inverse), -1);
        }
    }

    /** Natural logarithm. */
    static Scalar log(Scalar x) {
        Parts parts = Parts.of(x);
        return log(parts, parts.fraction(natural(x)));
    }

    private static Tables natural(Scalar x) {
        return x.type() == ScalarType.F32 ? LN_TABLES_32 : LN_TABLES_64;
    }

    private static Scalar log(Parts x, Scalar fraction) {
        Format f = Format.of(fraction);
        Scalar curved = Polynomial.split(fraction, f.pick(LN_TAIL_32, LN_TAIL_64));
        Scalar high = x.k().fma(f.pick(LN2_HIGH_32, LN2_HIGH_64), x.in(natural(fraction).logarithm()));
        Scalar low = x.k().fma(f.pick(LN2_LOW_32, LN2_LOW_64), fraction.times(fraction).times(curved));
        return low.plus(fraction).plus(high);
    }

    /** Logarithm to base 2. */
    static Scalar log2(Scalar x) {
        Format f = Format.of(x);
        Tables tables = x.type() == ScalarType.F32 ? LOG2_TABLES_32 : LOG2_TABLES_64;
        Parts parts = Parts.of(x);
        Scalar fraction = parts.fraction(tables);
        Scalar slope = Polynomial.split(fraction, f.pick(LOG2_TAIL_32, LOG2_TAIL_64))
                .fma(fraction, f.pick(LOG2_E_32, LOG2_E_64));
        return fraction.fma(slope, parts.k().plus(parts.in(tables.logarithm())));
    }

    /** Logarithm to base 10: what is exact is added last, so that powers of ten come out whole. */
    static Scalar log10(Scalar x) {
        Format f = Format.of(x);
        Tables tables = x.type() == ScalarType.F32 ? LOG10_TABLES_32 : LOG10_TABLES_64;
        Parts parts = Parts.of(x);
        Scalar fraction = parts.fraction(tables);
        Scalar slope = Polynomial.split(fraction, f.pick(LOG10_TAIL_32, LOG10_TAIL_64))
                .fma(fraction, f.pick(LOG10_E_32, LOG10_E_64));
        Scalar low = parts.k().fma(f.pick(LOG10_2_LOW_32, LOG10_2_LOW_64), fraction.times(slope));
        return low.plus(parts.k().fma(f.pick(LOG10_2_HIGH_32, LOG10_2_HIGH_64), parts.in(tables.logarithm())));
    }

    /** log(1 + x); −0 of −0. */
    static Scalar log1p(Scalar x) {
        return log1pSum(x, x.constant(0)).copySign(x);
    }

    /**
     * log(1 + x + rest), |rest| below an ulp of x: the logarithm of the rounded sum, its f corrected for what the rounding
     * lost.
     */
    static Scalar log1pSum(Scalar x, Scalar rest) {
        Format f = Format.of(x);
        Scalar sum = x.plus(1);
        Scalar lost = x.minus(sum.minus(1)).plus(rest);
        Parts parts = Parts.of(sum);
        Scalar matters = sum.lt(Math.scalb(1.0, f.mantissa() + 8));
        Scalar scaled = matters.select(lost.times(inverseScale(sum)), 0);
        Tables tables = natural(x);
        return log(parts, scaled.fma(parts.in(tables.inverse()), parts.fraction(tables)));
    }

    /** 2⁻ᵏ for x = 2ᵏ m; of 0 something finite. */
    private static Scalar inverseScale(Scalar x) {
        Format f = Format.of(x);
        long exponents = 2L * f.bias() + 1 << f.mantissa();
        long twice = (2L * f.bias() << f.mantissa()) + (1L << f.mantissa() - 1) - 1;
        return x.bits().constant(twice).minus(x.bits()).and(exponents).asFloat();
    }

    // ---- without a table, for powers

    /** x = 2ᵏ (1 + f), 1 + f in [√½, √2); of 0, −∞, ∞ and NaN, something. */
    record Split(Scalar k, Scalar f) {}

    private static final double SQRT_HALF_64 = 0x1.6a09e667f3bcdp-1, SQRT_HALF_32 = 0x1.6a09e6p-1;

    /** For x positive and finite; of other operands, something. */
    static Split split(Scalar x) {
        Format f = Format.of(x);
        Scalar subnormal = x.lt(Math.scalb(1.0, 1 - f.bias()));
        Scalar normal = subnormal.select(x.times(Math.scalb(1.0, f.mantissa())), x);
        Split split = splitNormal(normal);
        return new Split(split.k().minus(subnormal.select(f.mantissa(), x.constant(0))), split.f());
    }

    /** For x positive, finite and not subnormal. */
    static Split splitNormal(Scalar x) {
        Format f = Format.of(x);
        long half = f.type().bitsOf(f.pick(SQRT_HALF_32, SQRT_HALF_64));
        double big = Math.scalb(1.0, f.mantissa());
        Scalar shifted = x.bits().plus(f.one() - half);
        Scalar biased = shifted.lshr(f.mantissa());
        Scalar mantissa = shifted.and(f.mantissaMask()).plus(half).asFloat();
        Scalar k = biased.or(f.type().bitsOf(big)).asFloat().minus(big + f.bias());
        return new Split(k, mantissa.minus(1));
    }

    // ---- tables

    private static final ScalarTable LN_INVERSE_64 = ScalarTable.of(
        "ln_inverse_64", 0x1p0, 0x1.d41cb5062p-1, 0x1.bad00f1f4p-1, 0x1.a41a37a28p-1, 0x1.8f9bb4fbep-1, 0x1.7d05d1afp-1,
        0x1.6c16901eep-1, 0x1.5c98d579ep-1, 0x1.4e5e1b2b4p0, 0x1.41413365fp0, 0x1.3521cb046p0, 0x1.29e3d0227p0,
        0x1.1f7043c51p0, 0x1.15b1ac6e2p0, 0x1.0c96cc641p0, 0x1p0
    );
    private static final ScalarTable LN_64 = ScalarTable.of(
        "ln_64", 0, 0x1.6f11f8b978p-4, 0x1.2952e991cap-3, 0x1.9525da9716p-3, 0x1.fb93874b48p-3, 0x1.2e8e8827c6p-2,
        0x1.5d1c669eb4p-2, 0x1.89a245562fp-2, -0x1.11791b56f1p-2, -0x1.d10326d02ep-3, -0x1.823bf75216p-3,
        -0x1.365e01ede8p-3, -0x1.da723bf068p-4, -0x1.4d2dc52a08p-4, -0x1.8941fb34b8p-5, 0
    );
    private static final ScalarTable LN_INVERSE_32 = ScalarTable.ofFloats(
        "ln_inverse_32", 0x1p0, 0x1.d4b2f8p-1, 0x1.ba7a3cp-1, 0x1.a44618p-1, 0x1.8f119p-1, 0x1.7deacp-1, 0x1.6bf76cp-1,
        0x1.5d159cp-1, 0x1.4e1206p0, 0x1.4114ccp0, 0x1.34fcfap0, 0x1.298142p0, 0x1.1f36dep0, 0x1.16423ep0, 0x1.0c119ep0,
        0x1p0
    );
    private static final ScalarTable LN_32 = ScalarTable.ofFloats(
        "ln_32", 0, 0x1.69fp-4, 0x1.2aep-3, 0x1.945p-3, 0x1.fe58p-3, 0x1.2c28p-2, 0x1.5d74p-2, 0x1.8834p-2, -0x1.109p-2,
        -0x1.cfe8p-3, -0x1.8148p-3, -0x1.33b8p-3, -0x1.d74p-4, -0x1.558p-4, -0x1.796p-5, 0
    );
    private static final ScalarTable LOG2_INVERSE_64 = ScalarTable.of(
        "log2_inverse_64", 0x1p0, 0x1.d41d45014p-1, 0x1.bacf5a618p-1, 0x1.a41ad0ce4p-1, 0x1.8f9c44adep-1, 0x1.7d05e0e7ap-1,
        0x1.6c16b08cp-1, 0x1.5c9807c36p-1, 0x1.4e5e0a5f2p0, 0x1.4141878ap0, 0x1.3521bde45p0, 0x1.29e4481c1p0,
        0x1.1f706e277p0, 0x1.15b2125p0, 0x1.0c96f41a9p0, 0x1p0
    );
    private static final ScalarTable LOG2_64 = ScalarTable.of(
        "log2_64", 0, 0x1.08c574c15p-3, 0x1.acf75148f6p-3, 0x1.243e833e6fp-2, 0x1.6e217b486dp-2, 0x1.b47f09d94ap-2,
        0x1.f7a89b05cdp-2, 0x1.1bf41675b98p-1, -0x1.8a89805471p-2, -0x1.4f70fe620dp-2, -0x1.169bb01df4p-2,
        -0x1.bfc88d0e3cp-3, -0x1.563f4c42acp-3, -0x1.e0b55e3d1p-4, -0x1.1bb056fb4cp-4, 0
    );
    private static final ScalarTable LOG2_INVERSE_32 = ScalarTable.ofFloats(
        "log2_inverse_32", 0x1p0, 0x1.d39f74p-1, 0x1.ba6bc8p-1, 0x1.a39564p-1, 0x1.8e68c4p-1, 0x1.7c270cp-1, 0x1.6bba38p-1,
        0x1.5d6704p-1, 0x1.4ed802p0, 0x1.41109ep0, 0x1.359dc8p0, 0x1.29d684p0, 0x1.1fae02p0, 0x1.15375ep0, 0x1.0d1882p0,
        0x1p0
    );
    private static final ScalarTable LOG2_32 = ScalarTable.ofFloats(
        "log2_32", 0, 0x1.0bep-3, 0x1.af9p-3, 0x1.2614p-2, 0x1.7294p-2, 0x1.b7ep-2, 0x1.f92p-2, 0x1.1a3ep-1, -0x1.8ca4p-2,
        -0x1.4e9p-2, -0x1.18ecp-2, -0x1.bf4p-3, -0x1.58b8p-3, -0x1.d68p-4, -0x1.26dp-4, 0
    );
    private static final ScalarTable LOG10_INVERSE_64 = ScalarTable.of(
        "log10_inverse_64", 0x1p0, 0x1.d41d6422ap-1, 0x1.bacf916fep-1, 0x1.a41a6b206p-1, 0x1.8f9c384fap-1, 0x1.7d0626986p-1,
        0x1.6c178bbf4p-1, 0x1.5c97e684p-1, 0x1.4e5e58788p0, 0x1.414101b14p0, 0x1.35215535bp0, 0x1.29e445ddep0,
        0x1.1f7008251p0, 0x1.15b179012p0, 0x1.0c96a095ep0, 0x1p0
    );
    private static final ScalarTable LOG10_64 = ScalarTable.of(
        "log10_64", 0, 0x1.3ed014ddfap-5, 0x1.02428b8f59p-4, 0x1.5fe754de8bp-4, 0x1.b8ddc1bd3ap-4, 0x1.06cb6096e38p-3,
        0x1.2f397ada278p-3, 0x1.55ea53a8aa8p-3, -0x1.db138c8bb8p-4, -0x1.93e67e1965p-4, -0x1.4f77ecc23ep-4,
        -0x1.0d979eceabp-4, -0x1.9c16661eeap-5, -0x1.2162a75fcp-5, -0x1.558fc6a03p-6, 0
    );
    private static final ScalarTable LOG10_INVERSE_32 = ScalarTable.ofFloats(
        "log10_inverse_32", 0x1p0, 0x1.d43cfcp-1, 0x1.bb8194p-1, 0x1.a3851cp-1, 0x1.8f189cp-1, 0x1.7c88ep-1, 0x1.6b6e04p-1,
        0x1.5b9cc4p-1, 0x1.4dd974p0, 0x1.4072fp0, 0x1.34bd5p0, 0x1.28fcecp0, 0x1.1f614cp0, 0x1.16926ap0, 0x1.0cbcb2p0, 0x1p0
    );
    private static final ScalarTable LOG10_32 = ScalarTable.ofFloats(
        "log10_32", 0, 0x1.3dep-5, 0x1.fefp-5, 0x1.626p-4, 0x1.bb28p-4, 0x1.07fp-3, 0x1.30d8p-3, 0x1.586cp-3, -0x1.d85p-4,
        -0x1.8f7p-4, -0x1.4d38p-4, -0x1.083p-4, -0x1.9b6p-5, -0x1.2cap-5, -0x1.598p-6, 0
    );

    private static final Tables LN_TABLES_64 = new Tables(LN_INVERSE_64, LN_64), LN_TABLES_32 = new Tables(LN_INVERSE_32, LN_32);
    private static final Tables LOG2_TABLES_64 = new Tables(LOG2_INVERSE_64, LOG2_64);
    private static final Tables LOG2_TABLES_32 = new Tables(LOG2_INVERSE_32, LOG2_32);
    private static final Tables LOG10_TABLES_64 = new Tables(LOG10_INVERSE_64, LOG10_64);
    private static final Tables LOG10_TABLES_32 = new Tables(LOG10_INVERSE_32, LOG10_32);
}
