package jacobi.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import jacobi.lax.Concatenate;
import jacobi.lax.Constant;
import jacobi.lax.Pad;
import jacobi.lax.Reverse;
import jacobi.lax.Slice;

/** Methods that move elements and change none. */
final class Shaping {
    private Shaping() {}

    /** The extents with -1 replaced by what is left. */
    static Shape reshaped(Array x, long... dims) {
        long known = 1, open = 0;
        for (long d : dims) {
            if (d == -1) open++;
            else known *= d;
            if (d < -1) throw misfit(x, dims, "extents of at least 0, or one -1");
        }
        if (open > 1) throw misfit(x, dims, "at most one -1");
        if (open == 0) return known == x.size() ? Shape.of(dims) : wrongSize(x, dims);
        if (known == 0 || x.size() % known != 0) return wrongSize(x, dims);
        long rest = x.size() / known;
        return Shape.of(LongStream.of(dims).map(d -> d == -1 ? rest : d).toArray());
    }

    private static Shape wrongSize(Array x, long... dims) {
        throw misfit(x, dims, "extents whose product is %d".formatted(x.size()));
    }

    private static JacobiError misfit(Array x, long[] dims, String expected) {
        return new ShapeError("reshape cannot take this shape").expected("%s", expected)
                .given("array %s, shape %s", x.type(), words(dims))
                .mend("keep the number of elements, or slice or pad first").at(Frame.user());
    }

    private static String words(long... dims) { return Arrays.toString(dims).replace(" ", ""); }

    static Array transpose(Array x) {
        int last = x.rank() - 1;
        return x.transpose(x.type().axes().map(i -> last - i));
    }

    static Array swapAxes(Array x, int first, int second) {
        int a = Sides.axis(x, first), b = Sides.axis(x, second);
        return x.transpose(x.type().axes().map(i -> i == a ? b : i == b ? a : i));
    }

    static Array moveAxis(Array x, int from, int to) {
        int source = Sides.axis(x, from), target = Sides.axis(x, to);
        var others = x.type().axes().minus(Axes.of(source));
        return x.transpose(Axes.of(IntStream.range(0, x.rank())
                .map(i -> i < target ? others.get(i) : i == target ? source : others.get(i - 1)).toArray()));
    }

    static Array expandDims(Array x, int axis) { return x.reshape(x.shape().insert(Sides.axis(axis, x.rank() + 1, x), 1)); }

    static Array squeeze(Array x, Axes axes) {
        for (int i : axes) if (x.type().dim(i) != 1) throw new ShapeError("squeeze cannot take this axis")
                .expected("an axis of extent 1")
                .given("axis %d, array %s", i, x.type()).mend("reduce it, or pick an element with get").at(Frame.user());
        return x.reshape(x.shape().without(axes));
    }

    static Array flip(Array x, Axes axes) { return axes.isEmpty() ? x : new Reverse(Sides.axes(x, axes)).bind(x); }

    static Array pad(Array x, long[] low, long[] high, double value) {
        return new Pad(low, high, new long[x.rank()]).bind(x, Constant.of(x.dtype(), value).bind());
    }

    static Array tile(Array x, long... times) {
        for (long t : times) if (t < 0) throw times(x, t);
        int rank = Math.max(x.rank(), times.length);
        long[] wide = new long[2 * rank], dims = new long[rank];
        for (int i = 0; i < rank; i++) {
            long n = i < rank - x.rank() ? 1 : x.type().dim(i - rank + x.rank());
            long t = i < rank - times.length ? 1 : times[i - rank + times.length];
            wide[2 * i] = t;
            wide[2 * i + 1] = n;
            dims[i] = t * n;
        }
        var ones = LongStream.range(0, 2 * rank).map(i -> i % 2 == 0 ? 1 : wide[(int) i]).toArray();
        return x.reshape(Shape.of(ones)).broadcastTo(Shape.of(wide)).reshape(Shape.of(dims));
    }

    private static JacobiError times(Array x, long times) {
        return new DomainError("an array cannot be repeated so often").expected("at least 0 times")
                .given("%d times, array %s", times, x.type())
                .mend("take 0 for an empty array").at(Frame.user());
    }

    static Array repeat(Array x, long times, int axis) {
        int a = Sides.axis(x, axis);
        if (times < 0) throw times(x, times);
        var wide = x.shape().insert(a + 1, times);
        return x.reshape(x.shape().insert(a + 1, 1)).broadcastTo(wide).reshape(x.shape().with(a, x.type().dim(a) * times));
    }

    static Array roll(Array x, long shift, int axis) {
        int a = Sides.axis(x, axis);
        long n = x.type().dim(a), by = n == 0 ? 0 : Math.floorMod(shift, n);
        return by == 0 ? x : new Concatenate(a).bind(part(x, a, n - by, n), part(x, a, 0, n - by));
    }

    /** Elements from … to - 1 of an axis. */
    static Array part(Array x, int axis, long from, long to) {
        var shape = x.shape();
        return new Slice(Shape.of(new long[shape.rank()]).with(axis, from), shape.with(axis, to), ones(shape.rank())).bind(x);
    }

    static Shape ones(int rank) {
        var ones = new long[rank];
        Arrays.fill(ones, 1);
        return Shape.of(ones);
    }

    static List<Array> split(Array x, long parts, int axis) {
        int a = Sides.axis(x, axis);
        long n = x.type().dim(a);
        if (parts < 1 || n % parts != 0) throw new ShapeError("an axis does not split into equal parts")
                .expected("a number of parts that divides %d", n)
                .given("%d parts of axis %d, array %s", parts, a, x.type()).mend("split at given places").at(Frame.user());
        return LongStream.range(0, parts).mapToObj(i -> part(x, a, i * (n / parts), (i + 1) * (n / parts))).toList();
    }

    static List<Array> split(Array x, long[] places, int axis) {
        int a = Sides.axis(x, axis);
        long n = x.type().dim(a), from = 0;
        var parts = new ArrayList<Array>();
        for (long to : LongStream.concat(LongStream.of(places), LongStream.of(n)).toArray()) {
            if (to < from || to > n) throw new IndexError("an axis cannot be split there")
                    .expected("ascending places between 0 and %d", n)
                    .given("places %s, array %s", words(places), x.type()).mend("sort the places, and keep them inside")
                    .at(Frame.user());
            parts.add(part(x, a, from, to));
            from = to;
        }
        return parts;
    }

    static Array concatenate(int axis, List<Array> parts) {
        for (var x : Absent.refused(parts, "concatenate", "a list of arrays")) Absent.refused(x, "concatenate");
        if (parts.isEmpty()) throw nothing("concatenate");
        if (parts.getFirst().rank() == 0) throw new ShapeError("concatenate cannot take scalars")
                .expected("arrays with at least one axis")
                .given("%s", Given.types(parts.toArray(Array[]::new))).mend("stack them").at(Frame.user());
        var dtype = parts.stream().map(Array::dtype).reduce(DType::promote).orElseThrow();
        var converted = parts.stream().map(x -> x.convert(dtype)).toArray(Array[]::new);
        return new Concatenate(Sides.axis(parts.getFirst(), axis)).bind(converted);
    }

    static Array stack(int axis, List<Array> parts) {
        for (var x : Absent.refused(parts, "stack", "a list of arrays")) Absent.refused(x, "stack");
        if (parts.isEmpty()) throw nothing("stack");
        var shape = parts.getFirst().shape();
        for (var x : parts) if (!x.shape().equals(shape)) throw new ShapeError("stack cannot take these operands")
                .expected("arrays of one shape").given("%s", Given.types(parts.toArray(Array[]::new)))
                .mend("broadcast or pad them first").at(Frame.user());
        return concatenate(Sides.axis(axis, parts.getFirst().rank() + 1, parts.getFirst()),
                parts.stream().map(x -> x.expandDims(axis)).toList());
    }

    private static JacobiError nothing(String what) {
        return new ShapeError(what + " was given no arrays").expected("at least one array").given("none")
                .mend("an empty list has no dtype: begin with zeros of extent 0").at(Frame.user());
    }
}
