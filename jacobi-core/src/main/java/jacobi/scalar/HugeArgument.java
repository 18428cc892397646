package jacobi.scalar;

import static jacobi.scalar.ScalarType.F64;

/**
 * Reduction of huge f64 arguments to a quarter turn by all the bits of 2/π that matter (Payne and Hanek, 1983), in integers and
 * without branches: |x| = m 2ᵉ with m whole, and only the bits of 2/π from weight 2¹⁻ᵉ on change m 2ᵉ · 2/π modulo 4.
 *
 * @see "Payne and Hanek (1983), Radian reduction for trigonometric functions, SIGNUM Newsletter 18, 19–24"
 */
final class HugeArgument {
    private HugeArgument() {}

    /** 64 zeros, then the first 1280 bits of 2/π. */
    private static final ScalarTable TWO_OVER_PI = ScalarTable.of(
        "two_over_pi",
        0x0000000000000000L, 0xa2f9836e4e441529L, 0xfc2757d1f534ddc0L, 0xdb6295993c439041L, 0xfe5163abdebbc561L,
        0xb7246e3a424dd2e0L, 0x06492eea09d1921cL, 0xfe1deb1cb129a73eL, 0xe88235f52ebb4484L, 0xe99c7026b45f7e41L,
        0x3991d639835339f4L, 0x9c845f8bbdf9283bL, 0x1ff897ffde05980fL, 0xef2f118b5a0a6d1fL, 0x6d367ecf27cb09b7L,
        0x4f463f669e5fea2dL, 0x7527bac7ebe5f17bL, 0x3d0739f78a5292eaL, 0x6bfb5fb11f8d5d08L, 0x56033046fc7b6babL,
        0xf0cfbc209af4361dL
    );
    private static final double HALF_PI_HIGH = 0x1.921fb54442d18p0, HALF_PI_LOW = 0x1.1a62633145c07p-54;

    /** |x| = (4 n + quadrant) π/2 + r + rest for some n, |r| ≤ π/4; quadrant is an i64 from 0 to 3, r and rest are f64. */
    record Reduced(Scalar quadrant, Scalar r, Scalar rest) {}

    /** The reduction of |x|, with a result of no meaning, but no fault, for |x| < 2⁻¹⁰ and for what is not finite. */
    static Reduced reduce(Scalar x) {
        Scalar bits = x.abs().bits();
        Scalar exponent = bits.lshr(52);
        Scalar m = bits.and((1L << 52) - 1).or(1L << 52);
        Scalar position = exponent.lt(1013).select(exponent.constant(0), exponent.minus(1013));
        Scalar w0 = window(position, 0), w1 = window(position, 1), w2 = window(position, 2);
        // m · (w0 w1 w2) modulo 2¹⁹², its top two words: two bits of quadrant, then 126 of fraction
        Scalar low = m.times(w1);
        Scalar middle = low.plus(highProduct(m, w2));
        Scalar carry = unsignedLess(middle, low).select(m.constant(1), m.constant(0));
        Scalar top = m.times(w0).plus(highProduct(m, w1)).plus(carry);
        Scalar quadrant = top.lshr(61).plus(1).lshr(1).and(3);
        return angle(quadrant, top.shl(2).or(middle.lshr(62)), middle.shl(2));
    }

    /** 64 bits of the table from bit {@code position + 64 word} on. */
    private static Scalar window(Scalar position, int word) {
        Scalar at = position.lshr(6).plus(word);
        Scalar shift = position.and(63);
        Scalar next = at.plus(1).in(TWO_OVER_PI).lshr(1).lshr(shift.xor(63));
        return at.in(TWO_OVER_PI).shl(shift).or(next);
    }

    /** The high 64 bits of the unsigned product a b, for a < 2⁵³. */
    private static Scalar highProduct(Scalar a, Scalar b) {
        long half = 0xffffffffL;
        Scalar ah = a.lshr(32), al = a.and(half), bh = b.lshr(32), bl = b.and(half);
        Scalar cross = ah.times(bl);
        Scalar middle = al.times(bh).plus(al.times(bl).lshr(32)).plus(cross.and(half));
        return ah.times(bh).plus(cross.lshr(32)).plus(middle.lshr(32));
    }

    private static Scalar unsignedLess(Scalar a, Scalar b) {
        return a.xor(Long.MIN_VALUE).lt(b.xor(Long.MIN_VALUE));
    }

    /**
     * π/2 times the fraction (high 2⁻⁶⁴ + low 2⁻¹²⁸), high signed, low unsigned: the leading bits may cancel, so in two parts.
     */
    private static Reduced angle(Scalar quadrant, Scalar high, Scalar low) {
        Scalar a = high.ashr(32).convert(F64).times(0x1p-32);
        Scalar b = high.and(0xffffffffL).convert(F64).times(0x1p-64);
        Scalar sum = a.plus(b);
        Scalar tail = b.minus(sum.minus(a)).plus(low.lshr(11).convert(F64).times(0x1p-117));
        Scalar product = sum.times(HALF_PI_HIGH);
        Scalar error = sum.fma(HALF_PI_HIGH, product.unaryMinus());
        Scalar more = error.plus(sum.fma(HALF_PI_LOW, tail.times(HALF_PI_HIGH)));
        Scalar r = product.plus(more);
        return new Reduced(quadrant, r, more.minus(r.minus(product)));
    }
}
