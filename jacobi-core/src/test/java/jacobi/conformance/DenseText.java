package jacobi.conformance;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.regex.Pattern;
import jacobi.core.ArrayType;
import jacobi.core.Buffer;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.scalar.Total;

/** The constants {@code dense<…> : tensor<…>} of program text: raw bytes, or nested lists of numbers. */
final class DenseText {
    private static final Pattern NUMBER = Pattern.compile("0x[0-9A-Fa-f]+|[-+]?\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?|true|false");

    private DenseText() {}

    /** @param text from {@code dense<} on */
    static DenseArray parse(String text) {
        int open = text.indexOf("dense<") + 6, close = end(text, open);
        var type = MlirText.type(text.substring(close));
        var buffer = Buffer.allocate(type.bytes());
        var literal = text.substring(open, close).trim();
        if (literal.startsWith("\"0x")) raw(buffer.segment(), literal);
        else numbers(buffer.segment(), type, literal);
        return new DenseArray(type, buffer);
    }

    private static int end(String text, int open) {
        for (int i = open;; i++) {
            if ("([\"".indexOf(text.charAt(i)) >= 0) i = MlirText.closing(text, i);
            else if (text.charAt(i) == '>') return i;
        }
    }

    private static void raw(MemorySegment memory, String literal) {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) throw new MlirText.Unread("raw bytes on a big-endian machine");
        memory.copyFrom(MemorySegment.ofArray(HexFormat.of().parseHex(literal, 3, literal.length() - 1)));
    }

    private static void numbers(MemorySegment memory, ArrayType type, String literal) {
        var part = type.dtype().part();
        var words = NUMBER.matcher(literal).results().map(m -> m.group()).toList();
        long count = type.size() * (type.dtype().isComplex() ? 2 : 1);
        for (long i = 0; i < count; i++) put(memory, part, i, words.get((int) (i % words.size())));
    }

    private static void put(MemorySegment memory, DType t, long i, String word) {
        switch (t.bytes()) {
            case 1 -> memory.set(ValueLayout.JAVA_BYTE, i, (byte) bits(t, word));
            case 2 -> memory.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) bits(t, word));
            case 4 -> memory.setAtIndex(ValueLayout.JAVA_INT, i, (int) bits(t, word));
            default -> memory.setAtIndex(ValueLayout.JAVA_LONG, i, bits(t, word));
        }
    }

    private static long bits(DType t, String word) {
        if (word.startsWith("0x")) return Long.parseUnsignedLong(word.substring(2), 16);
        if (t == DType.PRED) return word.equals("true") ? 1 : 0;
        return switch (t) {
            case F16 -> Total.doubleToF16(Double.parseDouble(word));
            case BF16 -> Total.doubleToBf16(Double.parseDouble(word));
            case F32 -> Float.floatToRawIntBits(Float.parseFloat(word));
            case F64 -> Double.doubleToRawLongBits(Double.parseDouble(word));
            default -> word.startsWith("-") ? Long.parseLong(word) : Long.parseUnsignedLong(word);
        };
    }
}
