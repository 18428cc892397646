package jacobi.core;

/**
 * The type of the numbers in an array, by StableHLO's names. A Java {@code double} makes {@link #F64}, a {@code float}
 * {@link #F32}, an {@code int} {@link #S32}, a {@code long} {@link #S64}, a {@code boolean} {@link #PRED}.
 */
public enum DType {
    /** Truth values, one byte each: 0 or 1. */
    PRED(1, Kind.BOOLEAN),
    S8(1, Kind.SIGNED), S16(2, Kind.SIGNED), S32(4, Kind.SIGNED), S64(8, Kind.SIGNED),
    U8(1, Kind.UNSIGNED), U16(2, Kind.UNSIGNED), U32(4, Kind.UNSIGNED), U64(8, Kind.UNSIGNED),
    /** IEEE half precision. */
    F16(2, Kind.FLOAT),
    /** The upper half of an f32: 8 bits of exponent, 7 of mantissa. */
    BF16(2, Kind.FLOAT),
    F32(4, Kind.FLOAT), F64(8, Kind.FLOAT),
    /** Two f32: the real part, then the imaginary part. */
    C64(8, Kind.COMPLEX),
    /** Two f64: the real part, then the imaginary part. */
    C128(16, Kind.COMPLEX);

    private enum Kind { BOOLEAN, SIGNED, UNSIGNED, FLOAT, COMPLEX }

    private final int bytes;
    private final Kind kind;
    private final String text = name().toLowerCase(java.util.Locale.ROOT);

    DType(int bytes, Kind kind) {
        this.bytes = bytes;
        this.kind = kind;
    }

    /** Bytes of one element in memory. */
    public int bytes() { return bytes; }
    /** Bits of one element in memory; 8 for {@link #PRED}. */
    public int bits() { return 8 * bytes; }
    public boolean isSigned() { return kind == Kind.SIGNED; }
    public boolean isUnsigned() { return kind == Kind.UNSIGNED; }
    public boolean isInteger() { return isSigned() || isUnsigned(); }
    public boolean isFloat() { return kind == Kind.FLOAT; }
    /** A float of 16 bits: kept so in memory, computed in a wider one, and rounded. */
    public boolean isHalf() { return this == F16 || this == BF16; }
    public boolean isComplex() { return kind == Kind.COMPLEX; }
    /** Floating-point or complex: the dtypes that have derivatives. */
    public boolean isInexact() { return isFloat() || isComplex(); }
    /** The dtype of the parts of a complex number; a real dtype is its own. */
    public DType part() { return this == C64 ? F32 : this == C128 ? F64 : this; }
    /** The complex dtype whose parts hold this one: c128 for f64 and integers, c64 for narrower floats. */
    public DType complex() { return isComplex() ? this : this == F16 || this == BF16 || this == F32 ? C64 : C128; }
    /** The dtype in which functions like {@code sin} of this one are computed: itself if inexact, else f64. */
    public DType inexact() { return isInexact() ? this : F64; }

    /**
     * The dtype in which two arrays meet, by the lattice of JAX with 64-bit types on: the wider of one kind; pred below
     * integers below floats below complex; u64 with a signed integer is f64; f16 with bf16 is f32. An integer never widens a
     * float it meets.
     */
    public static DType promote(DType a, DType b) {
        if (a == b) return a;
        if (a.kind.ordinal() > b.kind.ordinal()) return promote(b, a);
        return switch (b.kind) {
            case BOOLEAN -> b;
            case SIGNED -> a == PRED ? b : wider(a, b);
            case UNSIGNED -> a.isSigned() ? signedAbove(a, b) : a == PRED ? b : wider(a, b);
            case FLOAT -> !a.isFloat() ? b : a.bytes == b.bytes ? F32 : wider(a, b);
            case COMPLEX -> a == F64 ? C128 : a.isComplex() ? wider(a, b) : b;
        };
    }

    private static DType wider(DType a, DType b) { return a.bytes > b.bytes ? a : b; }

    private static DType signedAbove(DType signed, DType unsigned) {
        if (signed.bytes > unsigned.bytes) return signed;
        return switch (unsigned) { case U8 -> S16; case U16 -> S32; case U32 -> S64; default -> F64; };
    }

    /** StableHLO's name, such as {@code f64}. */
    @Override public String toString() { return text; }
}
