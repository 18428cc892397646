package jacobi.scalar;

import static jacobi.scalar.ScalarType.I1;

/**
 * A value of a scalar program that is being built. Its methods append instructions, so that a function reads like its
 * mathematics: {@code x.times(x).plus(1).sqrt()}. Constants take the type of the value they meet and must be exact in it.
 *
 * @param builder the program it belongs to
 * @param index   its instruction there
 * @param type    its type
 */
public record Scalar(ScalarBuilder builder, int index, ScalarType type) {

    /** The constant {@code value} in this value's type. */
    public Scalar constant(double value) {
        return builder.constant(type, value);
    }

    /** The whole number {@code value} in this value's type. */
    public Scalar constant(long value) {
        return builder.constant(type, value);
    }

    // ---- arithmetic

    public Scalar plus(Scalar y) {
        return builder.apply(ScalarOp.ADD, type, this, y);
    }

    public Scalar plus(double y) {
        return plus(constant(y));
    }

    public Scalar plus(long y) {
        return plus(constant(y));
    }

    public Scalar minus(Scalar y) {
        return builder.apply(ScalarOp.SUB, type, this, y);
    }

    public Scalar minus(double y) {
        return minus(constant(y));
    }

    public Scalar minus(long y) {
        return minus(constant(y));
    }

    public Scalar times(Scalar y) {
        return builder.apply(ScalarOp.MUL, type, this, y);
    }

    public Scalar times(double y) {
        return times(constant(y));
    }

    public Scalar times(long y) {
        return times(constant(y));
    }

    public Scalar div(Scalar y) {
        return builder.apply(ScalarOp.DIV, type, this, y);
    }

    /** this · y + z, rounded once. */
    public Scalar fma(Scalar y, Scalar z) {
        return builder.apply(ScalarOp.FMA, type, this, y, z);
    }

    /** this · y + z, rounded once. */
    public Scalar fma(double y, Scalar z) {
        return fma(constant(y), z);
    }

    /** this · y + z, rounded once. */
    public Scalar fma(Scalar y, double z) {
        return fma(y, constant(z));
    }

    /** this · y + z, rounded once. */
    public Scalar fma(Scalar y, long z) {
        return fma(y, constant(z));
    }

    /** this · y + z, rounded once. */
    public Scalar fma(double y, double z) {
        return fma(constant(y), constant(z));
    }

    public Scalar sqrt() {
        return builder.apply(ScalarOp.SQRT, type, this);
    }

    public Scalar unaryMinus() {
        return builder.apply(ScalarOp.NEG, type, this);
    }

    public Scalar abs() {
        return builder.apply(ScalarOp.ABS, type, this);
    }

    /** {@code this < y ? this : y}: y if either is NaN. */
    public Scalar min(Scalar y) {
        return builder.apply(ScalarOp.MIN, type, this, y);
    }

    /** {@code this > y ? this : y}: y if either is NaN. */
    public Scalar max(Scalar y) {
        return builder.apply(ScalarOp.MAX, type, this, y);
    }

    /** This value brought into [low, high]; NaN stays NaN. */
    public Scalar clamp(double low, double high) {
        return constant(low).max(constant(high).min(this));
    }

    public Scalar floor() {
        return builder.apply(ScalarOp.FLOOR, type, this);
    }

    /** The nearest whole number, ties to even. */
    public Scalar rint() {
        return builder.apply(ScalarOp.RINT, type, this);
    }

    public Scalar trunc() {
        return builder.apply(ScalarOp.TRUNC, type, this);
    }

    /** ⌊log₂ |this|⌋ as a number; see {@link ScalarOp#EXPONENT}. */
    public Scalar exponent() {
        return builder.apply(ScalarOp.EXPONENT, type, this);
    }

    /** What is left of a number, in [¾, 1½), without a power of two; see {@link ScalarOp#SIGNIFICAND}. */
    public Scalar significand() {
        return builder.apply(ScalarOp.SIGNIFICAND, type, this);
    }

    // ---- comparison and choice

    public Scalar eq(Scalar y) {
        return builder.apply(ScalarOp.EQ, I1, this, y);
    }

    public Scalar eq(double y) {
        return eq(constant(y));
    }

    public Scalar eq(long y) {
        return eq(constant(y));
    }

    public Scalar ne(Scalar y) {
        return builder.apply(ScalarOp.NE, I1, this, y);
    }

    public Scalar lt(Scalar y) {
        return builder.apply(ScalarOp.LT, I1, this, y);
    }

    public Scalar lt(double y) {
        return lt(constant(y));
    }

    public Scalar lt(long y) {
        return lt(constant(y));
    }

    public Scalar le(Scalar y) {
        return builder.apply(ScalarOp.LE, I1, this, y);
    }

    public Scalar le(double y) {
        return le(constant(y));
    }

    public Scalar gt(Scalar y) {
        return y.lt(this);
    }

    public Scalar gt(double y) {
        return gt(constant(y));
    }

    public Scalar gt(long y) {
        return gt(constant(y));
    }

    public Scalar ge(Scalar y) {
        return y.le(this);
    }

    public Scalar ge(double y) {
        return ge(constant(y));
    }

    public Scalar isNaN() {
        return ne(this);
    }

    /** Of a mask: {@code yes} where it holds, {@code no} elsewhere. */
    public Scalar select(Scalar yes, Scalar no) {
        return builder.apply(ScalarOp.SELECT, yes.type, this, yes, no);
    }

    /** Of a mask: {@code yes} where it holds, {@code no} elsewhere. */
    public Scalar select(double yes, Scalar no) {
        return select(no.constant(yes), no);
    }

    /** Of a mask: {@code yes} where it holds, {@code no} elsewhere. */
    public Scalar select(Scalar yes, double no) {
        return select(yes, yes.constant(no));
    }

    /** Of a mask: its opposite. */
    public Scalar not() {
        return xor(1);
    }

    // ---- bits

    public Scalar and(Scalar y) {
        return builder.apply(ScalarOp.AND, type, this, y);
    }

    public Scalar and(long y) {
        return and(constant(y));
    }

    public Scalar or(Scalar y) {
        return builder.apply(ScalarOp.OR, type, this, y);
    }

    public Scalar or(long y) {
        return or(constant(y));
    }

    public Scalar xor(Scalar y) {
        return builder.apply(ScalarOp.XOR, type, this, y);
    }

    public Scalar xor(long y) {
        return xor(constant(y));
    }

    public Scalar shl(Scalar n) {
        return builder.apply(ScalarOp.SHL, type, this, n);
    }

    public Scalar shl(long n) {
        return shl(constant(n));
    }

    /** Shift right, zeros come in. */
    public Scalar lshr(Scalar n) {
        return builder.apply(ScalarOp.LSHR, type, this, n);
    }

    /** Shift right, zeros come in. */
    public Scalar lshr(long n) {
        return lshr(constant(n));
    }

    /** Shift right, copies of the sign come in. */
    public Scalar ashr(long n) {
        return builder.apply(ScalarOp.ASHR, type, this, constant(n));
    }

    /** The bits of a floating-point value as an integer of the same width. */
    public Scalar bits() {
        return builder.apply(ScalarOp.BITCAST, type.asInteger(), this);
    }

    /** The floating-point value with the bits of this integer. */
    public Scalar asFloat() {
        return builder.apply(ScalarOp.BITCAST, type.asFloat(), this);
    }

    /** The sign bit alone, as an integer of the same width. */
    public Scalar signBit() {
        return bits().and(Long.MIN_VALUE >> (64 - type.width()));
    }

    /**
     * This magnitude (its sign bit must be clear) with the sign given by {@link #signBit()} of another value, or flipped by it.
     */
    public Scalar flipSign(Scalar signBit) {
        return bits().xor(signBit).asFloat();
    }

    /** |this| with the sign of y. */
    public Scalar copySign(Scalar y) {
        return abs().bits().or(y.signBit()).asFloat();
    }

    /** This number in another type, itself if it has that type; see {@link ScalarOp#CONVERT}. */
    public Scalar convert(ScalarType to) {
        return to == type ? this : builder.apply(ScalarOp.CONVERT, to, this);
    }

    /** Entry {@code this} of the table. */
    public Scalar in(ScalarTable table) {
        return builder.gather(table, this);
    }

    @Override
    public String toString() {
        return "%" + index + ":" + type;
    }
}
