package jacobi.core;

import jacobi.lax.Scatter.Combine;

/**
 * A part of an array, for functional updates: {@code x.at(i).add(1)} is a new array. The update is stretched to the part's shape
 * and converted to the array's dtype, which must be able to hold it. Where the same place is addressed more than once,
 * {@code add}, {@code multiply}, {@code min} and {@code max} combine all updates, and {@code set} leaves the last. A single pred
 * addresses the elements where it holds, inside jit too; its update meets the whole array by broadcasting.
 */
public final class At {
    private final Array x;
    private final Index[] indices;

    At(Array x, Index... indices) {
        this.x = x;
        this.indices = indices.clone();
    }

    /** The part itself. */
    public Array get() { return x.get(indices); }

    public Array set(Array value) { return update(Combine.SET, value); }
    public Array set(double value) { return set(number(value)); }
    public Array set(long value) { return set(number(value)); }
    public Array set(boolean value) { return set(Array.of(value)); }
    public Array add(Array value) { return update(Combine.ADD, value); }
    public Array add(double value) { return add(number(value)); }
    public Array add(long value) { return add(number(value)); }
    public Array multiply(Array value) { return update(Combine.MULTIPLY, value); }
    public Array multiply(double value) { return multiply(number(value)); }
    public Array multiply(long value) { return multiply(number(value)); }
    public Array min(Array value) { return update(Combine.MIN, value); }
    public Array min(double value) { return min(number(value)); }
    public Array min(long value) { return min(number(value)); }
    public Array max(Array value) { return update(Combine.MAX, value); }
    public Array max(double value) { return max(number(value)); }
    public Array max(long value) { return max(number(value)); }

    private Array number(double value) { return Operands.number(x.dtype(), value); }
    private Array number(long value) { return Operands.number(x.dtype(), value); }
    private Array update(Combine combine, Array value) { return Indexing.update(x, combine, value, indices); }
}
