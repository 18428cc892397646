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
    private static final Axes[] FIRST = new Axes[9];

    static {
        for (int rank = 0; rank < FIRST.length; rank++) FIRST[rank] = range(0, rank);
    }

    private final int[] axes;

    private Axes(int... axes) { this.axes = axes; }

    public static Axes of(int... axes) { return axes.length == 0 ? NONE : new Axes(axes.clone()); }
    /** The axes {@code from, from + 1, …, to - 1}. */
    public static Axes range(int from, int to) {
        if (from >= to) return NONE;
        var axes = new int[to - from];
        for (int i = 0; i < axes.length; i++) axes[i] = from + i;
        return new Axes(axes);
    }
    public static Axes upTo(int rank) { return rank < FIRST.length ? FIRST[rank] : range(0, rank); }

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
    public boolean within(int rank) {
        for (int a : axes) if (a < 0 || a >= rank) return false;
        return true;
    }
    public boolean distinct() {
        for (int i = 0; i < axes.length; i++) if (indexOf(axes[i]) != i) return false;
        return true;
    }
    /** Whether each axis is greater than the one before. */
    public boolean ascending() {
        for (int i = 1; i < axes.length; i++) if (axes[i - 1] >= axes[i]) return false;
        return true;
    }
    /** Whether this is 0, 1, 2, … */
    public boolean isIdentity() {
        for (int i = 0; i < axes.length; i++) if (axes[i] != i) return false;
        return true;
    }

    public Axes map(IntUnaryOperator f) {
        var mapped = new int[axes.length];
        for (int i = 0; i < axes.length; i++) mapped[i] = f.applyAsInt(axes[i]);
        return new Axes(mapped);
    }
    public Axes plus(int offset) { return map(a -> a + offset); }
    public Axes where(IntPredicate test) {
        var kept = new int[axes.length];
        int n = 0;
        for (int a : axes) if (test.test(a)) kept[n++] = a;
        return n == axes.length ? this : n == 0 ? NONE : new Axes(Arrays.copyOf(kept, n));
    }
    /** Those of this list that are not in the other. */
    public Axes minus(Axes other) { return where(a -> !other.contains(a)); }
    public Axes prepend(int axis) { return of(axis).concat(this); }
    public Axes append(int... more) {
        if (more.length == 0) return this;
        var all = Arrays.copyOf(axes, axes.length + more.length);
        System.arraycopy(more, 0, all, axes.length, more.length);
        return new Axes(all);
    }
    public Axes concat(Axes other) { return isEmpty() ? other : append(other.axes); }
    public Axes sorted() {
        if (ascending()) return this;
        var sorted = axes.clone();
        Arrays.sort(sorted);
        return new Axes(sorted);
    }
    /** For a permutation p, the permutation q with q[p[i]] = i. */
    public Axes inverse() {
        var inverse = new int[axes.length];
        for (int i = 0; i < axes.length; i++) inverse[axes[i]] = i;
        return new Axes(inverse);
    }

    public IntStream stream() { return Arrays.stream(axes); }
    public int[] toArray() { return axes.clone(); }
    @Override public Iterator<Integer> iterator() {
        return new Iterator<>() {
            private int next;

            @Override public boolean hasNext() { return next < axes.length; }

            @Override public Integer next() {
                if (next == axes.length) throw new NoSuchElementException();
                return axes[next++];
            }
        };
    }
    @Override public boolean equals(Object o) { return o instanceof Axes other && Arrays.equals(axes, other.axes); }
    @Override public int hashCode() { return Arrays.hashCode(axes); }
    @Override public String toString() { return Arrays.toString(axes); }

    /** The last axis of the list. */
    public int last() {
        if (isEmpty()) throw new NoSuchElementException("no axes");
        return axes[axes.length - 1];
    }
}
