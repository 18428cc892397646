package jacobi.scalar;

/** The types of a scalar program's values. {@link #I1} is a mask: a truth value, in vectors one bit or one lane wide. */
public enum ScalarType {
    I1(1), I32(32), I64(64), F32(32), F64(64);

    private final int width;

    ScalarType(int width) {
        this.width = width;
    }

    /** Number of bits. */
    public int width() {
        return width;
    }

    public boolean isFloat() {
        return this == F32 || this == F64;
    }

    public boolean isInteger() {
        return this == I32 || this == I64;
    }

    /** The integer type of the same width as this number type; itself for an integer. */
    public ScalarType asInteger() {
        return switch (this) {
            case I32, F32 -> I32;
            case I64, F64 -> I64;
            case I1 -> throw new IllegalArgumentException("a mask has no bits to cast");
        };
    }

    /** The floating-point type of the same width as this number type; itself for a floating-point type. */
    public ScalarType asFloat() {
        return switch (this) {
            case I32, F32 -> F32;
            case I64, F64 -> F64;
            case I1 -> throw new IllegalArgumentException("a mask has no bits to cast");
        };
    }

    /** The bits by which a program stores the floating-point constant {@code value}, which must be exact in this type. */
    public long bitsOf(double value) {
        return switch (this) {
            case F64 -> Double.doubleToRawLongBits(value);
            case F32 -> {
                if ((float) value != value && value == value) {
                    throw new IllegalArgumentException("the constant " + value + " is no f32");
                }
                yield Float.floatToRawIntBits((float) value);
            }
            default -> throw new IllegalArgumentException("a floating-point constant in " + this);
        };
    }

    /** The bits by which a program stores the whole number {@code value}, which must be exact in this type. */
    public long bitsOf(long value) {
        return switch (this) {
            case F32, F64 -> bitsOf((double) value);
            case I64 -> value;
            case I32 -> {
                if ((int) value != value) throw new IllegalArgumentException("the constant " + value + " is no i32");
                yield value;
            }
            case I1 -> value & 1;
        };
    }

    /** The constant with these bits, for people: {@code 0x1.8p1}, {@code -5}, {@code true}. */
    String show(long bits) {
        return switch (this) {
            case F64 -> Double.toHexString(Double.longBitsToDouble(bits));
            case F32 -> Float.toHexString(Float.intBitsToFloat((int) bits));
            case I64 -> bits > -10_000 && bits < 10_000 ? Long.toString(bits) : "0x" + Long.toHexString(bits);
            case I32 -> bits > -10_000 && bits < 10_000 ? Long.toString(bits) : "0x" + Integer.toHexString((int) bits);
            case I1 -> bits == 0 ? "false" : "true";
        };
    }

    /** As the printer writes it: {@code f64}. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
