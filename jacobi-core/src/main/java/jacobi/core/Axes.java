package jacobi.core;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** An immutable list of axes, counted from 0. */
public final class Axes implements Iterable<Integer> {
    public static final Axes NONE = new Axes();
    private final int[] axes;

    private Axes(int... axes) { this.axes = axes; }

    public static Axes of(int... axes) { return axes.length == 0 ? NONE : new Axes(axes.clone()); }
    /** The axes {@code from, from + 1, …, to - 1}. */
    public static Axes range(int from, int to) { return new Axes(IntStream.range(from, to).toArray()); }
    public static Axes upTo(int rank) { return range(0, rank); }

    public int size() { return axes.length; }
    public boolean isEmpty() { return axes.length == 0; }
    public int get(int i) { return axes[i]; }
    public boolean contains(int axis) { return indexOf(axis) >= 0; }
    /** The position of an axis in this list, or -1. */
    public int indexOf(int axis) {
        for (int i = 0; i < axes.length; i++) if (axes[i] == axis) return i;
        return -1;
    }
    /** Whether each axis is one of {@code 0 … rank - 1}. */
    public boolean within(int rank) { return Arrays.stream(axes).allMatch(a -> 0 <= a && a < rank); }
    public boolean distinct() { return Arrays.stream(axes).distinct().count() == axes.length; }
    /** Whether each axis is greater than the one before. */
    public boolean ascending() { return IntStream.range(1, axes.length).allMatch(i -> axes[i - 1] < axes[i]); }
    /** Whether this is 0, 1, 2, … */
    public boolean isIdentity() { return IntStream.range(0, axes.length).allMatch(i -> axes[i] == i); }

    public Axes map(IntUnaryOperator f) { return new Axes(Arrays.stream(axes).map(f).toArray()); }
    public Axes plus(int offset) { return map(a -> a + offset); }
    public Axes where(IntPredicate test) { return new Axes(Arrays.stream(axes).filter(test).toArray()); }
    /** Those of this list that are not in the other. */
    public Axes minus(Axes other) { return where(a -> !other.contains(a)); }
    public Axes prepend(int axis) { return new Axes(IntStream.concat(IntStream.of(axis), Arrays.stream(axes)).toArray()); }
    public Axes append(int... more) { return new Axes(IntStream.concat(Arrays.stream(axes), Arrays.stream(more)).toArray()); }
    public Axes concat(Axes other) { return append(other.axes); }
    public Axes sorted() { return new Axes(Arrays.stream(axes).sorted().toArray()); }
    /** For a permutation p, the permutation q with q[p[i]] = i. */
    public Axes inverse() {
        var inverse = new int[axes.length];
        for (int i = 0; i < axes.length; i++) inverse[axes[i]] = i;
        return new Axes(inverse);
    }

    public IntStream stream() { return Arrays.stream(axes); }
    public int[] toArray() { return axes.clone(); }
    @Override public Iterator<Integer> iterator() { return stream().iterator(); }
    @Override public boolean equals(Object o) { return o instanceof Axes other && Arrays.equals(axes, other.axes); }
    @Override public int hashCode() { return Arrays.hashCode(axes); }
    @Override public String toString() { return Arrays.toString(axes); }

    /** The last axis of the list. */
    public int last() {
        if (isEmpty()) throw new NoSuchElementException("no axes");
        return axes[axes.length - 1];
    }
}
