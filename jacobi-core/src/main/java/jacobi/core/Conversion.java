package jacobi.core;

import static java.lang.foreign.ValueLayout.*;

import java.lang.reflect.Array;
import java.util.Arrays;

/** Arrays as Java numbers and Java arrays; always a copy, and nothing is narrowed on the way. */
final class Conversion {
    private Conversion() {}

    static double item(DenseArray x) {
        one(x, "item");
        real(x, "a double");
        return Elements.real(x.segment(), x.dtype(), 0);
    }

    static long itemLong(DenseArray x) {
        one(x, "itemLong");
        return integers(x, "a long")[0];
    }

    static boolean itemBoolean(DenseArray x) {
        one(x, "itemBoolean");
        return booleans(x)[0];
    }

    private static void one(DenseArray x, String method) {
        if (x.size() != 1) throw new ShapeError(method + " cannot take this array").expected("an array of one element")
                .given("%s", x.type())
                .mend("pick an element with get, or reduce the array").at(Frame.user());
    }

    static double[] doubles(DenseArray x) {
        real(x, "doubles");
        if (x.dtype() == DType.F64) return x.segment().toArray(JAVA_DOUBLE);
        var values = new double[length(x)];
        var s = x.segment();
        for (int i = 0; i < values.length; i++) values[i] = Elements.real(s, x.dtype(), i);
        return values;
    }

    static float[] floats(DenseArray x) {
        if (x.dtype() == DType.F32) return x.segment().toArray(JAVA_FLOAT);
        boolean narrow = x.dtype() == DType.F16 || x.dtype() == DType.BF16;
        if (!narrow) throw type(x, "floats", "f32 or a narrower floating-point dtype", DType.F32);
        var values = new float[length(x)];
        var s = x.segment();
        for (int i = 0; i < values.length; i++) values[i] = (float) Elements.real(s, x.dtype(), i);
        return values;
    }

    static long[] longs(DenseArray x) { return integers(x, "longs"); }

    private static long[] integers(DenseArray x, String what) {
        if (!x.dtype().isInteger() && x.dtype() != DType.PRED) throw type(x, what, "an integer dtype or pred", DType.S64);
        if (x.dtype() == DType.S64) return x.segment().toArray(JAVA_LONG);
        var values = new long[length(x)];
        var s = x.segment();
        for (int i = 0; i < values.length; i++) {
            values[i] = Elements.integer(s, x.dtype(), i);
            if (x.dtype() == DType.U64 && values[i] < 0) throw range(x, Long.toUnsignedString(values[i]), "a long");
        }
        return values;
    }

    static int[] ints(DenseArray x) {
        if (x.dtype() == DType.S32) return x.segment().toArray(JAVA_INT);
        var values = integers(x, "ints");
        for (long v : values) if (v != (int) v) throw range(x, Long.toString(v), "an int");
        return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
    }

    static boolean[] booleans(DenseArray x) {
        if (x.dtype() != DType.PRED) throw type(x, "booleans", "a pred", DType.PRED);
        var values = new boolean[length(x)];
        var s = x.segment();
        for (int i = 0; i < values.length; i++) values[i] = s.get(JAVA_BYTE, i) != 0;
        return values;
    }

    /** A Java array of arrays of a class such as {@code double[][].class}. */
    static Object nested(DenseArray x, Class<?> type) {
        var leaf = type;
        int depth = 0;
        for (; leaf.isArray(); depth++) leaf = leaf.getComponentType();
        if (depth != Math.max(1, x.rank())) throw new ShapeError("an array does not have the form of a Java array")
                .expected("an array of rank %d for %s", depth, type.getSimpleName())
                .given("%s", x.type()).mend("ask for as many [] as the array has axes, or reshape it").at(Frame.user());
        return Nest.of(type, x.shape(), 0, flat(x, leaf));
    }

    private static Nest flat(DenseArray x, Class<?> leaf) {
        if (leaf == double.class) return new Nest(doubles(x));
        if (leaf == float.class) return new Nest(floats(x));
        if (leaf == long.class) return new Nest(longs(x));
        if (leaf == int.class) return new Nest(ints(x));
        if (leaf == boolean.class) return new Nest(booleans(x));
        throw new TypeError("there is no such Java array").expected("a Java array of double, float, long, int or boolean")
                .given("%s", leaf.getSimpleName())
                .mend("convert the array first").at(Frame.user());
    }

    /** A flat Java array that is dealt out to rows. */
    private static final class Nest {
        private final Object flat;
        private int next;

        Nest(Object flat) { this.flat = flat; }

        static Object of(Class<?> type, Shape shape, int axis, Nest nest) {
            if (shape.rank() == 0) return nest.flat;
            int n = (int) shape.dim(axis);
            var rows = Array.newInstance(type.getComponentType(), n);
            if (axis == shape.rank() - 1) nest.deal(rows, n);
            else for (int i = 0; i < n; i++) Array.set(rows, i, of(type.getComponentType(), shape, axis + 1, nest));
            return rows;
        }

        private void deal(Object row, int n) {
            System.arraycopy(flat, next, row, 0, n);
            next += n;
        }
    }

    private static void real(DenseArray x, String what) {
        if (x.dtype().isComplex()) throw type(x, what, "a real dtype", null).mend("take real(), imag() or abs() first");
    }

    private static JacobiError type(DenseArray x, String what, String expected, DType mend) {
        var error = new TypeError("an array cannot become " + what).expected("%s", expected).given("%s", x.type())
                .at(Frame.user());
        return mend == null ? error : error.mend("say convert(DType.%s) first", mend.name());
    }

    private static JacobiError range(DenseArray x, String value, String what) {
        return new DomainError("an element does not fit " + what).expected("elements in the range of %s", what)
                .given("%s in %s", value, x.type())
                .mend("take a wider Java type").at(Frame.user());
    }

    private static int length(DenseArray x) {
        if (x.size() > Integer.MAX_VALUE - 8) throw new ShapeError("an array is too large for a Java array")
                .expected("at most 2^31 - 9 elements")
                .given("%s", x.type()).mend("slice it, or read its segment").at(Frame.user());
        return (int) x.size();
    }
}
