package jacobi.scalar;

import static jacobi.scalar.ScalarType.F32;
import static jacobi.scalar.ScalarType.F64;

/**
 * x to the y. In f64, log x is computed as an unevaluated sum of two doubles to some 64 bits, for an error in y log x is an
 * error in the last place of the power up to 700 times larger; in f32, by way of f64.
 */
final class Power {
    private Power() {}

    static Scalar pow(Scalar x, Scalar y) {
        Scalar a = x.abs();
        Scalar magnitude = x.type() == F32 ? single(a, y) : twofold(a, y);
        Scalar whole = y.trunc().eq(y);
        Scalar half = y.times(0.5);
        Scalar odd = whole.and(half.trunc().ne(half));
        Scalar infinite = x.constant(Double.POSITIVE_INFINITY);
        Scalar undefined = x.lt(0.0).and(a.lt(infinite)).and(whole.not());
        Scalar signed = magnitude.copySign(odd.select(x, x.constant(1)));
        Scalar power = undefined.select(Double.NaN, signed);
        Scalar one = x.eq(1.0).or(y.eq(0.0)).or(a.eq(1.0).and(y.abs().eq(infinite)));
        return one.select(x.constant(1), power);
    }

    // ---- f32, in f64

    /**
     * 2 / ln 2, and (2 atanh s − 2 s) / (s³ ln 2), relative error 2⁻²⁹; 2ʳ, relative error 2⁻²⁹: minimax, by Remez's algorithm.
     */
    private static final double TWO_LOG2_E = 0x1.71547652b82fep1;
    private static final double[] LOG2_TAIL = {
        0x1.ec709db5860eep-1, 0x1.2777008ac28eap-1, 0x1.a5c9140a5744ap-2, 0x1.58b31628988bap-2
    };
    private static final double[] EXP2 = {
        0x1.ffffffff4e176p-1, 0x1.62e430d056afep-1, 0x1.ebfbe10e24031p-3, 0x1.c6aecc445ab95p-5, 0x1.3b2995f95ebacp-7,
        0x1.5f48ce030f774p-10, 0x1.4498fbafb9c2ep-13
    };

    /** 2 to the y log₂ a. */
    private static Scalar single(Scalar a, Scalar y) {
        Scalar wide = a.convert(F64);
        Logarithm.Split split = Logarithm.splitNormal(wide);
        Scalar s = split.f().div(split.f().plus(2));
        Scalar z = s.times(s);
        Scalar log = s.fma(TWO_LOG2_E, s.times(z).fma(Polynomial.horner(z, LOG2_TAIL), split.k()));
        return exp2Times(y.convert(F64).times(edges(wide, log)), wide.constant(1));
    }

    /** factor · 2 to the x, x and factor f64, the result f32. */
    static Scalar exp2Times(Scalar x, Scalar factor) {
        Format f = Format.of(x);
        Scalar bounded = x.clamp(-160, 140);
        Scalar shifted = bounded.plus(f.shifter());
        Scalar r = bounded.minus(shifted.minus(f.shifter()));
        Scalar power = f.powerOfTwo(shifted.bits().minus(f.shifterBits() - f.bias()));
        return Polynomial.split(r, EXP2).times(power.times(factor)).convert(F32);
    }

    /** The logarithm of a, made infinite or NaN at 0, ∞ and NaN. */
    private static Scalar edges(Scalar a, Scalar log) {
        Scalar finite = a.lt(Double.POSITIVE_INFINITY).select(log, a);
        return a.eq(0.0).select(Double.NEGATIVE_INFINITY, finite);
    }

    // ---- f64

    private static final double LN2_HIGH = 0x1.62e42fefa38p-1, LN2_LOW = 0x1.ef35793c7673p-45;
    private static final double TWO_THIRDS = 0x1.5555555555555p-1, TWO_THIRDS_REST = 0x1.5555555555555p-55;
    /** ((2 atanh s − 2 s) / s³ − 2/3) / s², relative error 2⁻⁵¹·⁶: minimax over s² in [0, 0.02945], by Remez's algorithm. */
    private static final double[] TAIL = {
        0x1.999999999999fp-2, 0x1.249249248e2c5p-2, 0x1.c71c71d8472cp-3, 0x1.745d09c046ddfp-3, 0x1.3b18c47f29dd1p-3,
        0x1.10175e196154p-3, 0x1.0887113f61e96p-3
    };

    /** An unevaluated sum, |low| at most about an ulp of high. */
    private record Twofold(Scalar high, Scalar low) {
        /** high + low for |high| ≥ |low|, the low part exact. */
        static Twofold sum(Scalar high, Scalar low) {
            Scalar s = high.plus(low);
            return new Twofold(s, low.minus(s.minus(high)));
        }

        static Twofold product(Scalar a, Scalar b) {
            Scalar p = a.times(b);
            return new Twofold(p, a.fma(b, p.unaryMinus()));
        }

        Twofold plus(Scalar more) {
            return new Twofold(high, low.plus(more));
        }

        Twofold times(Twofold y) {
            return product(high, y.high).plus(high.fma(y.low, low.times(y.high)));
        }
    }

    private static Scalar twofold(Scalar a, Scalar y) {
        Twofold log = log(a);
        Scalar high = edges(a, log.high());
        Twofold product = Twofold.product(y, high).plus(y.times(log.low()));
        Scalar rest = product.high().abs().lt(1000.0).select(product.low(), 0.0);
        return Exponential.expTimes(product.high(), rest, y.constant(1));
    }

    /** log a = k ln 2 + 2 s + s³ (2/3 + s² …), s = f / (2 + f), for a positive and finite. */
    private static Twofold log(Scalar a) {
        Logarithm.Split split = Logarithm.split(a);
        Scalar f = split.f(), k = split.k();
        Twofold s = quotient(f);
        Twofold z = s.times(s);
        Scalar tail = z.high().times(Polynomial.split(z.high(), TAIL));
        Twofold factor = Twofold.sum(f.constant(TWO_THIRDS), tail).plus(f.constant(TWO_THIRDS_REST));
        Twofold cubic = s.times(z).times(factor);
        Scalar twice = s.high().plus(s.high());
        Twofold fraction = Twofold.sum(twice, cubic.high()).plus(cubic.low().plus(s.low().plus(s.low())));
        Twofold whole = Twofold.sum(k.times(LN2_HIGH), fraction.high()).plus(k.fma(LN2_LOW, fraction.low()));
        return Twofold.sum(whole.high(), whole.low());
    }

    /** f / (2 + f). */
    private static Twofold quotient(Scalar f) {
        Scalar d = f.plus(2);
        Scalar dRest = f.minus(d.minus(2));
        Scalar inverse = f.constant(1).div(d);
        Scalar s = f.times(inverse);
        Scalar minus = s.unaryMinus();
        return new Twofold(s, minus.fma(d, f).plus(minus.times(dRest)).times(inverse));
    }
}
