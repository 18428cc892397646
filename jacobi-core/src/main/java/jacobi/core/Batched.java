package jacobi.core;

/**
 * An operand or result of a batched primitive.
 * @param array  if {@code mapped}, its axis 0 is the batch axis; else one value for the whole batch
 */
public record Batched(Array array, boolean mapped) {
    public static Batched mapped(Array array) { return new Batched(array, true); }
    public static Batched same(Array array) { return new Batched(array, false); }

    /** The type of one example. */
    public ArrayType example() {
        var type = array.type();
        return mapped ? type.withShape(type.shape().slice(1, type.rank())) : type;
    }

    /** The array with a leading batch axis in any case: a value common to the batch is repeated. */
    public Array spread(long size) { return mapped ? array : array.broadcastTo(array.shape().prepend(size)); }
}
