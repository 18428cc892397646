package jacobi.core;

import static java.lang.foreign.ValueLayout.*;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ArrayList;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Constant;
import jacobi.lax.Iota;

/** New arrays: from Java numbers and arrays, and by rule. */
final class Creation {
    private Creation() {}

    // from Java arrays

    private static DenseArray empty(DType dtype, Shape shape) {
        var type = new ArrayType(dtype, shape);
        return new DenseArray(type, Buffer.allocate(type.bytes()));
    }

    static DenseArray vector(double... values) {
        Absent.refused(values, "of", "numbers");
        var x = empty(DType.F64, Shape.of(values.length));
        MemorySegment.copy(values, 0, x.segment(), JAVA_DOUBLE, 0, values.length);
        return x;
    }

    static DenseArray vector(float... values) {
        Absent.refused(values, "of", "numbers");
        var x = empty(DType.F32, Shape.of(values.length));
        MemorySegment.copy(values, 0, x.segment(), JAVA_FLOAT, 0, values.length);
        return x;
    }

    static DenseArray vector(long... values) {
        Absent.refused(values, "of", "numbers");
        var x = empty(DType.S64, Shape.of(values.length));
        MemorySegment.copy(values, 0, x.segment(), JAVA_LONG, 0, values.length);
        return x;
    }

    static DenseArray vector(int... values) {
        Absent.refused(values, "of", "numbers");
        var x = empty(DType.S32, Shape.of(values.length));
        MemorySegment.copy(values, 0, x.segment(), JAVA_INT, 0, values.length);
        return x;
    }

    static DenseArray vector(boolean... values) {
        Absent.refused(values, "of", "numbers");
        var x = empty(DType.PRED, Shape.of(values.length));
        var s = x.segment();
        for (int i = 0; i < values.length; i++) s.set(JAVA_BYTE, i, (byte) (values[i] ? 1 : 0));
        return x;
    }

    static DenseArray of(DType dtype, Shape shape, double... values) {
        Absent.refused(shape, "of", "a shape");
        Absent.refused(values, "of", "numbers");
        count(shape, values.length);
        var x = empty(dtype, shape);
        var s = x.segment();
        for (int i = 0; i < values.length; i++) {
            var number = Constant.of(dtype, values[i]);
            if (dtype.isInexact()) Elements.put(s, dtype, i, number.real());
            else Elements.put(s, dtype, i, number.bits());
        }
        return x;
    }

    static DenseArray of(DType dtype, Shape shape, long... values) {
        Absent.refused(shape, "of", "a shape");
        Absent.refused(values, "of", "numbers");
        count(shape, values.length);
        var x = empty(dtype, shape);
        var s = x.segment();
        for (int i = 0; i < values.length; i++) {
            if (dtype.isInexact()) Elements.put(s, dtype, i, Constant.of(dtype, values[i]).real());
            else Elements.put(s, dtype, i, Constant.of(dtype, values[i]).bits());
        }
        return x;
    }

    private static void count(Shape shape, long given) {
        if (shape.size() != given) throw new ShapeError("numbers do not fill a shape")
                .expected("%d numbers for shape %s", shape.size(), shape)
                .given("%d numbers", given).mend("give one number for each element, in row-major order").at(Frame.user());
    }

    /** Java arrays of arrays, such as {@code double[][]}: one axis for each []. */
    static Array nested(Object[] rows) {
        Absent.refused(rows, "of", "rows of numbers");
        var leaf = rows.getClass().getComponentType();
        while (leaf.isArray()) leaf = leaf.getComponentType();
        var dims = new ArrayList<Long>();
        for (Object at = rows; at != null && at.getClass().isArray(); at = first(at)) dims.add(length(at));
        int depth = rows.getClass().getName().lastIndexOf('[') + 1;
        while (dims.size() < depth) dims.add(0L);
        var shape = Shape.of(dims.stream().mapToLong(d -> d).toArray());
        var x = empty(dtype(leaf), shape);
        new Filler(x.segment(), shape).fill(rows, 0);
        return x;
    }

    private static long length(Object array) { return java.lang.reflect.Array.getLength(array); }

    private static Object first(Object array) {
        return array instanceof Object[] rows && rows.length > 0 ? rows[0] : null;
    }

    private static DType dtype(Class<?> leaf) {
        if (leaf == double.class) return DType.F64;
        if (leaf == float.class) return DType.F32;
        if (leaf == long.class) return DType.S64;
        if (leaf == int.class) return DType.S32;
        if (leaf == boolean.class) return DType.PRED;
        throw new TypeError("a Java array cannot become an array")
                .expected("double, float, long, int or boolean in nested Java arrays")
                .given("elements of type %s", leaf.getSimpleName())
                .mend(leaf == Array.class ? "join arrays with Array.stack" : "use arrays of primitive numbers").at(Frame.user());
    }

    /** Copies rows into their places. */
    private static final class Filler {
        private final MemorySegment target;
        private final Shape shape;
        private long next;

        Filler(MemorySegment target, Shape shape) {
            this.target = target;
            this.shape = shape;
        }

        void fill(Object row, int axis) {
            if (row == null || length(row) != shape.dim(axis)) throw ragged(row, axis);
            if (row instanceof Object[] rows) for (var r : rows) fill(r, axis + 1);
            else copy(vector(row));
        }

        private static DenseArray vector(Object row) {
            return switch (row) {
                case double[] r -> Creation.vector(r);
                case float[] r -> Creation.vector(r);
                case long[] r -> Creation.vector(r);
                case int[] r -> Creation.vector(r);
                default -> Creation.vector((boolean[]) row);
            };
        }

        private void copy(DenseArray row) {
            MemorySegment.copy(row.segment(), 0, target, next, row.type().bytes());
            next += row.type().bytes();
            Reference.reachabilityFence(row);
        }

        private JacobiError ragged(Object row, int axis) {
            var length = row == null ? "a null" : "%d elements".formatted(length(row));
            return new ShapeError("a Java array is ragged")
                    .expected("%d elements in every row along axis %d", shape.dim(axis), axis).given("%s", length)
                    .mend("make all rows as long as the first").at(Frame.user());
        }
    }

    // by rule; made of primitives, so that a recording holds the rule and not the numbers

    static Array full(Constant number, Shape shape) { return number.bind().broadcastTo(shape); }

    static Array arange(DType dtype, double start, double stop, double step) {
        long n = steps(Math.ceil((stop - start) / step), step);
        return Operands.affine(count(dtype, n), Constant.of(dtype, start), Constant.of(dtype, step));
    }

    static Array arange(long start, long stop, long step) {
        if (step == 0) throw zeroStep();
        long n = Math.max(0, step > 0 ? Math.ceilDiv(stop - start, step) : Math.ceilDiv(start - stop, -step));
        return Operands.affine(count(DType.S64, n), Constant.of(DType.S64, start), Constant.of(DType.S64, step));
    }

    private static long steps(double n, double step) {
        if (step == 0) throw zeroStep();
        if (Double.isNaN(n) || n > Integer.MAX_VALUE * 4096.0) throw new DomainError("arange cannot take these numbers")
                .expected("finite start, stop and step").given("%s elements", n).mend("take a larger step").at(Frame.user());
        return (long) Math.max(0, n);
    }

    private static JacobiError zeroStep() {
        return new DomainError("arange cannot take a step of 0").expected("a step that is not 0").given("0")
                .mend("take full for equal elements").at(Frame.user());
    }

    static Array count(DType dtype, long n) { return new Iota(ArrayType.of(dtype, n), 0).bind(); }

    /** {@code n} numbers in even steps along a new axis 0; the last is {@code stop} to the bit. */
    static Array linspace(Array start, Array stop, long n) {
        if (n < 0) throw new DomainError("linspace cannot take this count").expected("at least 0 points").given("%d", n)
                .mend("ask for 2 or more").at(Frame.user());
        var dtype = DType.promote(Absent.refused(start, "linspace").dtype(), Absent.refused(stop, "linspace").dtype()).inexact();
        Array a = start.convert(dtype), b = stop.convert(dtype);
        var shape = Operands.common("linspace", a, b).prepend(n);
        if (n < 2) return a.broadcastTo(shape);
        var i = count(dtype, n).reshape(Shaping.ones(shape.rank()).with(0, n)).broadcastTo(shape);
        var inner = a.plus(i.times(b.minus(a).div(n - 1.0)));
        return Array.where(Compare.EQ.bind(i, Constant.of(dtype, n - 1.0).bind()), b, inner);
    }

    /** Ones where column − row is k. */
    static Array eye(DType dtype, long rows, long columns, long k) {
        var type = ArrayType.of(DType.S64, rows, columns);
        var row = Binary.ADD.bind(new Iota(type, 0).bind(), Constant.of(DType.S64, k).bind());
        return Compare.EQ.bind(row, new Iota(type, 1).bind()).convert(dtype);
    }
}
