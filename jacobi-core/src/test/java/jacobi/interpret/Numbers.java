package jacobi.interpret;

import java.util.stream.LongStream;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.DenseArray;

/** Arrays for tests from Java numbers, and back, for any dtype. */
final class Numbers {
    private Numbers() {}

    /**
     * An array with the given elements, converted to its dtype; an integer dtype takes {@code long} bits by way of {@link
     * #wholes}.
     */
    static DenseArray reals(ArrayType type, double... values) {
        var x = Elements.fresh(type);
        for (int i = 0; i < values.length; i++) x.set(i,
                Conversions.convert(new Element.Real(values[i]), DType.F64, type.dtype()));
        return x.array();
    }

    static DenseArray wholes(ArrayType type, long... values) {
        var x = Elements.fresh(type);
        for (int i = 0; i < values.length; i++) x.set(i,
                Conversions.convert(new Element.Whole(values[i]), DType.S64, type.dtype()));
        return x.array();
    }

    static DenseArray vector(double... values) { return reals(ArrayType.of(DType.F64, values.length), values); }

    static DenseArray scalar(DType t, double value) { return reals(ArrayType.scalar(t), value); }

    static long[] wholes(DenseArray x) { return LongStream.range(0, x.size()).map(Elements.of(x)::whole).toArray(); }

    /** The elements of a real array of any dtype. */
    static double[] reals(DenseArray x) {
        var e = Elements.of(x);
        return LongStream.range(0, x.size()).mapToDouble(i -> switch (e.get(i)) {
            case Element.Whole(long v) -> v;
            case Element.Real(double v) -> v;
            case Element.Complex c -> throw new AssertionError("complex");
        }).toArray();
    }
}
