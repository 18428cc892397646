package jacobi.numpy;

import java.lang.foreign.ValueLayout;
import java.util.stream.StreamSupport;
import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.lax.Concatenate;
import jacobi.lax.Constant;
import jacobi.lax.Iota;
import com.google.gson.JsonElement;

/** Arrays from JSON, and their numbers back in Java. */
final class Numbers {
    private Numbers() {}

    static Array count(long n) { return new Iota(ArrayType.of(DType.S32, n), 0).bind(); }
    static Array concatenate(Array... parts) { return new Concatenate(0).bind(parts); }

    /** A number, or a list of them, as s64. */
    static Array integers(JsonElement e) { return of(e, DType.S64); }
    /** A number, or nested lists of them, as f32. */
    static Array floats(JsonElement e) { return of(e, DType.F32); }

    private static Array of(JsonElement e, DType dtype) {
        if (!e.isJsonArray()) return constant(e, dtype).bind();
        var rows = StreamSupport.stream(e.getAsJsonArray().spliterator(), false).map(r -> of(r, dtype)).toArray(Array[]::new);
        var shape = rows[0].shape();
        for (int i = 0; i < rows.length; i++) rows[i] = rows[i].reshape(shape.prepend(1));
        return concatenate(rows);
    }

    private static Constant constant(JsonElement e, DType dtype) {
        return dtype.isInteger() ? Constant.of(dtype, e.getAsLong()) : Constant.of(dtype, e.getAsDouble());
    }

    static byte[] bytes(Array x) { return ((DenseArray) x).segment().toArray(ValueLayout.JAVA_BYTE); }
    static long[] longs(Array x) { return ((DenseArray) x.convert(DType.S64)).segment().toArray(ValueLayout.JAVA_LONG); }
    /** The numbers; of complex ones the real and imaginary parts by turns. */
    static double[] parts(Array x) {
        var wide = x.convert(x.dtype().isComplex() ? DType.C128 : DType.F64);
        return ((DenseArray) wide).segment().toArray(ValueLayout.JAVA_DOUBLE);
    }

    /** A truth value, a number, or a bit pattern such as 0xffffffff. */
    static long parseLong(JsonElement e) {
        var text = e.getAsString();
        if (text.startsWith("0x")) return Long.parseUnsignedLong(text.substring(2), 16);
        return e.getAsJsonPrimitive().isBoolean() ? (e.getAsBoolean() ? 1 : 0) : e.getAsBigInteger().longValue();
    }

    /** The number of a dtype that is written so, with digits enough to tell it from others; bf16 as its bits. */
    static double parseDouble(JsonElement e, DType dtype) {
        if (dtype == DType.BF16) return Float.intBitsToFloat(Integer.decode(e.getAsString()) << 16);
        return Constant.of(dtype.part(), e.getAsDouble()).real();
    }
}
