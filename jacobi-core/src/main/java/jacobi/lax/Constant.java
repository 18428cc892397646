package jacobi.lax;

import jacobi.core.*;
import jacobi.scalar.Total;

/**
 * A scalar written in place, StableHLO constant. A recording keeps it as a literal.
 * @param bits the real part: two's complement of integers, 0 or 1 of a pred, {@link Double#doubleToRawLongBits} of the value of
 *             any float
 * @param imaginary bits of the imaginary part in the same way; 0 unless the dtype is complex
 */
public record Constant(DType dtype, long bits, long imaginary) implements Primitive {
    /** Written out, as below: the JDK links a record's own at their first use, for milliseconds of a first call. */
    @Override public boolean equals(Object o) {
        return o instanceof Constant c && dtype == c.dtype && bits == c.bits && imaginary == c.imaginary;
    }

    @Override public int hashCode() { return 31 * (31 * dtype.ordinal() + Long.hashCode(bits)) + Long.hashCode(imaginary); }

    /** @throws DomainError if the dtype cannot hold the number: nothing is narrowed silently */
    public static Constant of(DType dtype, long value) {
        Absent.refused(dtype, "a number", "a dtype");
        if (dtype.isInexact()) return of(dtype, (double) value);
        if (!holds(dtype, value)) throw new DomainError("a number does not fit a dtype")
                .expected("a number in the range of %s", dtype)
                .given("%d", value).mend("convert the array to a wider dtype first").at(Frame.user());
        return new Constant(dtype, value, 0);
    }

    private static boolean holds(DType dtype, long value) {
        if (dtype == DType.PRED) return value == 0 || value == 1;
        if (dtype.bits() == 64) return dtype.isSigned() || value >= 0;
        return dtype.isSigned() ? value >> dtype.bits() - 1 == value >> 63 : value >> dtype.bits() == 0;
    }

    /** A floating-point number, rounded to the dtype; an integer dtype takes whole numbers in its range only. */
    public static Constant of(DType dtype, double value) {
        Absent.refused(dtype, "a number", "a dtype");
        if (dtype.isInexact()) return new Constant(dtype, Double.doubleToRawLongBits(finite(dtype, value)), 0);
        if (value != Math.rint(value) || Math.abs(value) > 0x1p63) throw new DomainError("a number does not fit a dtype")
                .expected("a whole number in the range of %s", dtype).given("%s", value).mend("convert the array to f64 first")
                .at(Frame.user());
        return of(dtype, (long) value);
    }

    public static Constant of(DType dtype, double real, double imaginary) {
        Absent.refused(dtype, "a number", "a dtype");
        return new Constant(dtype, of(dtype, real).bits, Double.doubleToRawLongBits(finite(dtype, imaginary)));
    }

    private static double finite(DType dtype, double value) {
        double near = round(dtype, value);
        if (Double.isInfinite(near) && !Double.isInfinite(value)) throw new DomainError("a number does not fit a dtype")
            .expected("a number in the range of %s", dtype).given("%s", value).mend("convert the array to f64 first")
            .at(Frame.user());
        return near;
    }

    private static double round(DType dtype, double value) {
        return switch (dtype) {
            case F16 -> Float.float16ToFloat(Total.doubleToF16(value));
            case BF16 -> Total.bf16ToFloat(Total.doubleToBf16(value));
            case F32, C64 -> (float) value;
            default -> value;
        };
    }

    /** The number, of a floating-point or complex dtype; its real part. */
    public double real() { return dtype.isInexact() ? Double.longBitsToDouble(bits) : bits; }

    /** As a program prints it, such as {@code 2.0:f64}. */
    public String text() {
        if (dtype.isComplex()) return "(%s, %s):%s".formatted(real(), Double.longBitsToDouble(imaginary), dtype);
        if (dtype == DType.PRED) return bits == 1 ? "true" : "false";
        return (dtype.isInexact() ? Double.toString(real()) : dtype == DType.U64 ? Long.toUnsignedString(bits)
                : Long.toString(bits)) + ":" + dtype;
    }

    @Override public String mnemonic() { return "constant"; }
    @Override public ArrayType[] infer(ArrayType... none) { return new ArrayType[] {ArrayType.scalar(dtype)}; }
    @Override public Batched[] batch(long size, Batched... none) { return new Batched[] {Batched.same(bind())}; }
}
