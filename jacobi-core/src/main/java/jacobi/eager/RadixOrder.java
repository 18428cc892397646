package jacobi.eager;

import static java.lang.foreign.ValueLayout.*;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jacobi.core.DType;
import jacobi.scalar.Total;

/**
 * Stable ascending orders of numbers, line by line. Each number becomes an unsigned integer of the same order (-0 equal to 0,
 * NaN last, false before true), and the digits of those are sorted from the last to the first; short lines by insertion. Sorted
 * by one key after another, from the last to the first, lines are in the lexicographic order of all keys.
 */
public final class RadixOrder {
    /** Lines up to this length are sorted by insertion. */
    private static final int SHORT = 40;
    private static final int RADIX = 256;

    private final DType dtype;
    private final MemorySegment keys, order;
    private final int n;
    private final long stride;
    private final boolean first;
    private final int[] from = new int[RADIX + 1];
    /** The keys of a line and their places, in their present order; and room for the next. */
    private MemorySegment key, place, nextKey, nextPlace;

    private RadixOrder(DType dtype, int n, long stride, MemorySegment keys, MemorySegment order, boolean first,
            MemorySegment scratch) {
        this.dtype = dtype;
        this.n = n;
        this.stride = stride;
        this.keys = keys;
        this.order = order;
        this.first = first;
        key = scratch.asSlice(0, 8L * n);
        nextKey = scratch.asSlice(8L * n, 8L * n);
        place = scratch.asSlice(16L * n, 8L * n);
        nextPlace = scratch.asSlice(24L * n, 8L * n);
    }

    /**
     * Sorts the lines along the middle axis of an array [outer, n, inner].
     * @param keys    its elements, of a real dtype
     * @param order   s64 [outer, n, inner]: after the call, the places along the line from which the sorted elements come; before
     *                it, the order that elements of equal keys keep
     * @param first   whether equal elements keep the order they stand in, and what is in {@code order} is not read
     * @param scratch room for 4 n words
     */
    public static void sort(DType dtype, long outer, int n, long inner, MemorySegment keys, MemorySegment order, boolean first,
            MemorySegment scratch) {
        if (n == 0) return;
        var line = new RadixOrder(dtype, n, inner, keys, order, first, scratch);
        for (long o = 0; o < outer; o++) for (long i = 0; i < inner; i++) line.sort(o * n * inner + i);
    }

    private void sort(long base) {
        for (int i = 0; i < n; i++) set(place, i, first ? i : get(order, base + i * stride));
        load(base);
        if (n <= SHORT) insert();
        else for (int digit = 0; digit < dtype.bytes(); digit++) distribute(8 * digit);
        for (int i = 0; i < n; i++) set(order, base + i * stride, get(place, i));
    }

    private void insert() {
        for (int i = 1; i < n; i++) {
            long k = get(key, i), p = get(place, i);
            int j = i;
            for (; j > 0 && Long.compareUnsigned(get(key, j - 1), k) > 0; j--) {
                set(key, j, get(key, j - 1));
                set(place, j, get(place, j - 1));
            }
            set(key, j, k);
            set(place, j, p);
        }
    }

    /** Sorts stably by eight bits of the keys. */
    private void distribute(int shift) {
        Arrays.fill(from, 0);
        for (int i = 0; i < n; i++) from[digit(get(key, i), shift) + 1]++;
        if (from[digit(get(key, 0), shift) + 1] == n) return;
        for (int d = 0; d < RADIX; d++) from[d + 1] += from[d];
        for (int i = 0; i < n; i++) {
            long k = get(key, i);
            int at = from[digit(k, shift)]++;
            set(nextKey, at, k);
            set(nextPlace, at, get(place, i));
        }
        exchange();
    }

    private static int digit(long key, int shift) { return (int) (key >>> shift & RADIX - 1); }
    private static long get(MemorySegment s, long i) { return s.getAtIndex(JAVA_LONG, i); }
    private static void set(MemorySegment s, long i, long value) { s.setAtIndex(JAVA_LONG, i, value); }

    private void exchange() {
        MemorySegment keys = key, places = place;
        key = nextKey;
        place = nextPlace;
        nextKey = keys;
        nextPlace = places;
    }

    // numbers as unsigned integers of the same order, in as many low bits as the dtype has

    private void load(long base) {
        switch (dtype) {
            case PRED, U8 -> { for (int i = 0; i < n; i++) set(key, i, keys.get(JAVA_BYTE, at(base, i)) & 0xFF); }
            case S8 -> { for (int i = 0; i < n; i++) set(key, i, keys.get(JAVA_BYTE, at(base, i)) + 0x80); }
            case U16 -> { for (int i = 0; i < n; i++) set(key, i, half(base, i) & 0xFFFF); }
            case S16 -> { for (int i = 0; i < n; i++) set(key, i, half(base, i) + 0x8000); }
            case F16 -> { for (int i = 0; i < n; i++) set(key, i, ordered(half(base, i))); }
            case BF16 -> { for (int i = 0; i < n; i++) set(key, i, ordered(Total.bf16ToFloat(half(base, i))) >>> 16); }
            case U32 -> { for (int i = 0; i < n; i++) set(key, i, word(base, i) & 0xFFFFFFFFL); }
            case S32 -> { for (int i = 0; i < n; i++) set(key, i, word(base, i) + 0x80000000L); }
            case F32 -> { for (int i = 0; i < n; i++) set(key, i, ordered(Float.intBitsToFloat(word(base, i)))); }
            case U64 -> { for (int i = 0; i < n; i++) set(key, i, wide(base, i)); }
            case S64 -> { for (int i = 0; i < n; i++) set(key, i, wide(base, i) ^ Long.MIN_VALUE); }
            case F64 -> { for (int i = 0; i < n; i++) set(key, i, ordered(Double.longBitsToDouble(wide(base, i)))); }
            case C64, C128 -> throw new IllegalArgumentException("complex numbers have no order");
        }
    }

    private long at(long base, int i) { return base + get(place, i) * stride; }
    private short half(long base, int i) { return keys.getAtIndex(JAVA_SHORT, at(base, i)); }
    private int word(long base, int i) { return keys.getAtIndex(JAVA_INT, at(base, i)); }
    private long wide(long base, int i) { return keys.getAtIndex(JAVA_LONG, at(base, i)); }

    private static long ordered(short f16) {
        float x = Float.float16ToFloat(f16) + 0f;
        int bits = Float.isNaN(x) ? Short.MAX_VALUE : Float.floatToFloat16(x);
        return (bits ^ (bits >> 15 | Short.MIN_VALUE)) & 0xFFFF;
    }

    private static long ordered(float x) {
        int bits = Float.floatToIntBits(x + 0f);
        return (bits ^ (bits >> 31 | Integer.MIN_VALUE)) & 0xFFFFFFFFL;
    }

    private static long ordered(double x) {
        long bits = Double.doubleToLongBits(x + 0.0);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }
}
