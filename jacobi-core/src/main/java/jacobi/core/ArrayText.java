package jacobi.core;

import java.lang.foreign.MemorySegment;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/**
 * Arrays as text, as NumPy prints them with its default options: rows in brackets, columns aligned, at most 75 characters a line,
 * of more than 1000 elements the first and last three along each axis; then the type.
 */
final class ArrayText {
    private static final int THRESHOLD = 1000, EDGE = 3, WIDTH = 75;
    private static final String SKIPPED = "...";

    private final Shape shape;
    private final long[] strides;
    private final boolean summary;
    private final LongFunction<String> element;
    private final StringBuilder text = new StringBuilder();

    private ArrayText(DenseArray x) {
        shape = x.shape();
        strides = shape.strides();
        summary = x.size() > THRESHOLD;
        element = element(x.segment(), x.dtype());
    }

    static String of(DenseArray x) {
        if (x.rank() == 0) return scalar(x) + " " + x.type();
        if (x.size() == 0) return "[] " + x.type();
        var printer = new ArrayText(x);
        printer.block(0, 0, " ", WIDTH);
        return printer.text.append(' ').append(x.type()).toString();
    }

    private static String scalar(DenseArray x) {
        var s = x.segment();
        var t = x.dtype();
        if (t.isFloat()) return Digits.scalar(Elements.real(s, t, 0), t);
        if (t.isComplex()) return "(%s%sj)".formatted(Digits.scalar(Elements.real(s, t, 0), t),
                signed(Digits.scalar(Elements.imaginary(s, t, 0), t)));
        return whole(s, t, 0);
    }

    private static String signed(String number) { return number.startsWith("-") ? number : "+" + number; }

    private static String whole(MemorySegment s, DType t, long i) {
        long n = Elements.integer(s, t, i);
        return t == DType.PRED ? n == 0 ? "False" : "True" : t == DType.U64 ? Long.toUnsignedString(n) : Long.toString(n);
    }

    /** How elements are printed, which depends on all that are shown. */
    private LongFunction<String> element(MemorySegment s, DType t) {
        if (t.isFloat()) {
            var column = new Column(t, false);
            shown(i -> column.add(Elements.real(s, t, i)));
            return i -> column.text(Elements.real(s, t, i));
        }
        if (t.isComplex()) return complex(s, t);
        var width = new int[] {t == DType.PRED ? 5 : 1};
        shown(i -> width[0] = Math.max(width[0], whole(s, t, i).length()));
        return i -> " ".repeat(width[0] - whole(s, t, i).length()) + whole(s, t, i);
    }

    private LongFunction<String> complex(MemorySegment s, DType t) {
        Column real = new Column(t.part(), false), imaginary = new Column(t.part(), true);
        shown(i -> real.add(Elements.real(s, t, i)));
        shown(i -> imaginary.add(Elements.imaginary(s, t, i)));
        return i -> {
            var j = imaginary.text(Elements.imaginary(s, t, i));
            int end = j.stripTrailing().length();
            return real.text(Elements.real(s, t, i)) + j.substring(0, end) + "j" + j.substring(end);
        };
    }

    /** Visits the positions of all elements that are shown. */
    private void shown(LongConsumer visitor) { shown(0, 0, visitor); }

    private void shown(int axis, long at, LongConsumer visitor) {
        if (axis == shape.rank()) visitor.accept(at);
        else for (long i = 0; i < shape.dim(axis); i = next(axis, i)) shown(axis + 1, at + i * strides[axis], visitor);
    }

    private boolean skips(int axis) { return summary && shape.dim(axis) > 2 * EDGE; }

    /** The next index that is shown along an axis. */
    private long next(int axis, long i) { return skips(axis) && i == EDGE - 1 ? shape.dim(axis) - EDGE : i + 1; }

    private void block(int axis, long at, String indent, int width) {
        text.append('[');
        if (axis == shape.rank() - 1) row(axis, at, indent, width - 1);
        else blocks(axis, at, indent, width);
        text.append(']');
    }

    private void blocks(int axis, long at, String indent, int width) {
        var between = "\n".repeat(shape.rank() - axis - 1) + indent;
        for (long i = 0; i < shape.dim(axis); i = next(axis, i)) {
            if (i > 0) text.append(between);
            if (skips(axis) && i == shape.dim(axis) - EDGE) text.append(SKIPPED).append(between);
            block(axis + 1, at + i * strides[axis], indent + " ", width - 1);
        }
    }

    /** The elements of a row, broken into lines where they grow too long. */
    private void row(int axis, long at, String indent, int width) {
        var line = new StringBuilder(indent);
        int begin = text.length();
        for (long i = 0; i < shape.dim(axis); i = next(axis, i)) {
            if (i > 0) line.append(' ');
            if (skips(axis) && i == shape.dim(axis) - EDGE) extend(line, SKIPPED, indent, width).append(' ');
            extend(line, element.apply(at + i), indent, width);
        }
        text.append(line).delete(begin, begin + indent.length());
    }

    private StringBuilder extend(StringBuilder line, String word, String indent, int width) {
        if (line.length() + word.length() > width && line.length() > indent.length()) {
            text.append(line.toString().stripTrailing()).append('\n');
            line.setLength(0);
            line.append(indent);
        }
        return line.append(word);
    }
}
