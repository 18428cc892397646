package jacobi.core;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The extents of an array, immutable; rank 0 is a scalar. Sizes are {@code long}. */
public final class Shape {
    public static final Shape SCALAR = new Shape();
    private final long[] dims;

    private Shape(long... dims) { this.dims = dims; }

    /** @throws IllegalArgumentException if an extent is negative, or the number of elements overflows a {@code long} */
    public static Shape of(long... dims) {
        if (dims.length == 0) return SCALAR;
        var shape = new Shape(dims.clone());
        for (long d : dims) if (d < 0) throw new IllegalArgumentException("negative extent in shape " + shape);
        shape.checkedSize();
        return shape;
    }

    private void checkedSize() {
        if (LongStream.of(dims).anyMatch(d -> d == 0)) return;
        try {
            long size = 1;
            for (long d : dims) size = Math.multiplyExact(size, d);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("shape " + this + " has more than 2^63 - 1 elements", e);
        }
    }

    public int rank() { return dims.length; }
    public long dim(int axis) { return dims[axis]; }
    public boolean isScalar() { return dims.length == 0; }
    /** The number of elements. */
    public long size() {
        long size = 1;
        for (long d : dims) size *= d;
        return size;
    }
    public Axes axes() { return Axes.upTo(rank()); }
    /** The distance in elements between neighbours along each axis, the last axis being contiguous. */
    public long[] strides() {
        var strides = new long[dims.length];
        long stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= dims[i];
        }
        return strides;
    }

    public Shape prepend(long dim) { return of(LongStream.concat(LongStream.of(dim), Arrays.stream(dims)).toArray()); }
    public Shape append(long dim) { return of(LongStream.concat(Arrays.stream(dims), LongStream.of(dim)).toArray()); }
    public Shape concat(Shape other) { return of(LongStream.concat(Arrays.stream(dims), Arrays.stream(other.dims)).toArray()); }
    /** The extents of the given axes, in their order. */
    public Shape select(Axes axes) { return of(axes.stream().mapToLong(this::dim).toArray()); }
    public Shape without(Axes axes) { return select(axes().minus(axes)); }
    public Shape with(int axis, long dim) {
        var changed = dims.clone();
        changed[axis] = dim;
        return of(changed);
    }
    /** This shape with an axis of the given extent put in at a position. */
    public Shape insert(int axis, long dim) {
        return of(IntStream.rangeClosed(0, rank()).mapToLong(i -> i < axis ? dims[i] : i == axis ? dim : dims[i - 1]).toArray());
    }
    /** The axes {@code from … to - 1}. */
    public Shape slice(int from, int to) { return of(Arrays.copyOfRange(dims, from, to)); }

    /**
     * The shape in which two arrays meet by NumPy's rule: aligned at the last axis, an extent of 1 (or a missing one) stretches.
     * @return the common shape, or null if there is none
     */
    public static Shape broadcast(Shape a, Shape b) {
        if (a.equals(b)) return a;
        int rank = Math.max(a.rank(), b.rank());
        var dims = new long[rank];
        for (int i = 1; i <= rank; i++) {
            long x = i <= a.rank() ? a.dim(a.rank() - i) : 1, y = i <= b.rank() ? b.dim(b.rank() - i) : 1;
            if (x != y && x != 1 && y != 1) return null;
            dims[rank - i] = x == 1 ? y : x;
        }
        return of(dims);
    }

    public long[] toArray() { return dims.clone(); }
    public LongStream stream() { return Arrays.stream(dims); }
    @Override public boolean equals(Object o) { return o instanceof Shape other && Arrays.equals(dims, other.dims); }
    @Override public int hashCode() { return Arrays.hashCode(dims); }
    /** Such as {@code [3,5]}; a scalar is {@code []}. */
    @Override public String toString() { return stream().mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]")); }
}
