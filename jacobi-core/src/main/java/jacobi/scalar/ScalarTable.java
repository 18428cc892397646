package jacobi.scalar;

/** A constant table that programs gather from. Two tables are the same only if they are one object. */
public final class ScalarTable {
    private final String name;
    private final ScalarType type;
    private final long[] bits;

    private ScalarTable(String name, ScalarType type, long[] bits) {
        this.name = name;
        this.type = type;
        this.bits = bits;
    }

    /** A table of doubles. */
    public static ScalarTable of(String name, double... values) {
        long[] bits = new long[values.length];
        for (int i = 0; i < bits.length; i++) bits[i] = Double.doubleToRawLongBits(values[i]);
        return new ScalarTable(name, ScalarType.F64, bits);
    }

    /** A table of floats; each must be exact. */
    static ScalarTable ofFloats(String name, double... values) {
        long[] bits = new long[values.length];
        for (int i = 0; i < bits.length; i++) bits[i] = ScalarType.F32.bitsOf(values[i]);
        return new ScalarTable(name, ScalarType.F32, bits);
    }

    /** A table of longs. */
    public static ScalarTable of(String name, long... values) {
        return new ScalarTable(name, ScalarType.I64, values.clone());
    }

    public String name() {
        return name;
    }

    /** The type of the entries. */
    public ScalarType type() {
        return type;
    }

    public int length() {
        return bits.length;
    }

    /** Whether indices are taken modulo the length, for it is a power of two. */
    public boolean wraps() {
        return Integer.bitCount(bits.length) == 1;
    }

    /** The bits of entry {@code index}, as {@link ScalarOp#CONSTANT} stores them. */
    public long bits(int index) {
        return bits[index];
    }

    @Override
    public String toString() {
        return name + ":" + type + "[" + bits.length + "]";
    }
}
