package jacobi.core;

import java.util.Arrays;
import java.util.stream.LongStream;

/** The extents of an array, immutable; rank 0 is a scalar. Sizes are {@code long}. */
public final class Shape {
    public static final Shape SCALAR = new Shape();
    private final long[] dims;
    private final long size;

    private Shape(long... dims) {
        this.dims = dims;
        size = checkedSize();
    }

    /** @throws ShapeError if an extent is negative, or the number of elements overflows a {@code long} */
    public static Shape of(long... dims) { return owning(dims.clone()); }

    private static Shape owning(long... dims) { return dims.length == 0 ? SCALAR : new Shape(dims); }

    private long checkedSize() {
        long size = 1;
        boolean empty = false, overflows = false;
        for (long d : dims) {
            if (d < 0) throw fault("extents of at least 0", "take 0 for an empty array");
            empty |= d == 0;
            overflows |= Math.multiplyHigh(size, d) != 0 || size * d < 0;
            size *= d;
        }
        if (overflows && !empty) throw fault("at most 2^63 - 1 elements", "work on parts");
        return empty ? 0 : size;
    }

    private JacobiError fault(String expected, String mend) {
        return new ShapeError("there is no such shape").expected("%s", expected).given("%s", this).mend("%s", mend)
                .at(Frame.user());
    }

    public int rank() { return dims.length; }
    public long dim(int axis) { return dims[axis]; }
    public boolean isScalar() { return dims.length == 0; }
    /** The number of elements. */
    public long size() { return size; }
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

    public Shape prepend(long dim) { return insert(0, dim); }
    public Shape append(long dim) { return insert(dims.length, dim); }
    public Shape concat(Shape other) {
        if (isScalar() || other.isScalar()) return isScalar() ? other : this;
        var all = Arrays.copyOf(dims, dims.length + other.dims.length);
        System.arraycopy(other.dims, 0, all, dims.length, other.dims.length);
        return owning(all);
    }
    /** The extents of the given axes, in their order. */
    public Shape select(Axes axes) {
        if (axes.isEmpty()) return SCALAR;
        var selected = new long[axes.size()];
        for (int i = 0; i < selected.length; i++) selected[i] = dims[axes.get(i)];
        return owning(selected);
    }
    public Shape without(Axes axes) { return select(axes().minus(axes)); }
    public Shape with(int axis, long dim) {
        var changed = dims.clone();
        changed[axis] = dim;
        return owning(changed);
    }
    /** This shape with an axis of the given extent put in at a position. */
    public Shape insert(int axis, long dim) {
        var wider = new long[dims.length + 1];
        for (int i = 0; i < wider.length; i++) wider[i] = i < axis ? dims[i] : i == axis ? dim : dims[i - 1];
        return owning(wider);
    }
    /** The axes {@code from … to - 1}. */
    public Shape slice(int from, int to) {
        return from == 0 && to == dims.length ? this : owning(Arrays.copyOfRange(dims, from, to));
    }

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
        return owning(dims);
    }

    public long[] toArray() { return dims.clone(); }
    public LongStream stream() { return Arrays.stream(dims); }
    @Override public boolean equals(Object o) { return this == o || o instanceof Shape other && Arrays.equals(dims, other.dims); }
    @Override public int hashCode() { return Arrays.hashCode(dims); }
    /** Such as {@code [3,5]}; a scalar is {@code []}. */
    @Override public String toString() {
        var text = new StringBuilder();
        print(text);
        return text.toString();
    }

    void print(StringBuilder text) {
        text.append('[');
        for (int i = 0; i < dims.length; i++) text.append(i == 0 ? "" : ",").append(dims[i]);
        text.append(']');
    }
}
