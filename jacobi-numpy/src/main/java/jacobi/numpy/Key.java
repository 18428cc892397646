package jacobi.numpy;

import static jacobi.numpy.Threefry.word;

import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.DomainError;
import jacobi.core.Frame;
import jacobi.core.IndexError;
import jacobi.core.Shape;
import jacobi.core.ShapeError;

/**
 * The whole state of a random generator: the functions of {@link Random} give the same numbers for the same key, always. So a
 * key is used once; where several draws are needed, {@link #split} it first.
 * <pre>{@code
 * var keys = Key.of(42).split(2);
 * var w = Random.normal(keys.get(0), 784, 512);
 * var b = Random.uniform(keys.get(1), 512);
 * }</pre>
 * A key is a tree with one array, so it may be an argument of a transformed function; many keys are one {@code Key} with leading
 * axes, over which {@code vmap} and {@code scan} go.
 * @param words u32[2], or u32[..., 2] for an array of keys
 */
public record Key(Array words) {
    /** The key of a seed: its upper and lower 32 bits. */
    public static Key of(long seed) { return ofWords(word(seed >>> 32), word(seed & 0xFFFFFFFFL)); }

    private static Key ofWords(Array high, Array low) { return new Key(Array.stack(high, low)); }

    /** Two new keys. */
    public Key split() { return split(2); }

    /** {@code count} new keys, independent of each other; take them with {@link #get}. This one must not be used again. */
    public Key split(long count) {
        if (count < 0) throw new DomainError("a number of keys is negative").expected("at least 0 keys").given("%d", count)
                .mend("split into as many keys as there are draws").at(Frame.user());
        return split(Shape.of(count));
    }

    /** As {@link #split(long)}, an array of keys of any shape: words u32[shape, 2]. */
    public Key split(Shape shape) {
        var block = Threefry.draw(single(), shape.size());
        return new Key(Array.stack(1, block.high(), block.low()).reshape(shape.append(2)));
    }

    /** A new key made of this one and a number, such as the count of a step. @param data taken modulo 2³² */
    public Key foldIn(long data) { return foldIn(word(data & 0xFFFFFFFFL)); }

    /** As {@link #foldIn(long)}. @param data an integer scalar, which may be traced */
    public Key foldIn(Array data) {
        if (data.rank() != 0 || !data.dtype().isInteger()) throw new ShapeError("foldIn cannot take this number")
                .expected("an integer scalar").given("%s", data.type()).mend("map over the numbers with vmap").at(Frame.user());
        var block = Threefry.hash(single(), new Threefry.Block(word(0), data.convert(DType.U32)));
        return ofWords(block.high(), block.low());
    }

    /** How many keys stand along the leading axis of an array of keys. */
    public long count() {
        if (words.rank() < 2) throw new ShapeError("a single key is no array of keys")
                .expected("keys u32[n, ..., 2]").given("%s", words.type()).mend("split it first").at(Frame.user());
        return words.shape().dim(0);
    }

    /** Key i along the leading axis of an array of keys. @param i from 0; counted from the end if negative */
    public Key get(long i) {
        long count = count();
        if (i < -count || i >= count) throw new IndexError("there is no such key")
                .expected("an index from %d to %d", -count, count - 1).given("%d", i)
                .mend("split into more keys").at(Frame.user());
        return new Key(words.get(i));
    }

    /** The words of a single key. @throws ShapeError if this is an array of keys, or no key */
    Array single() {
        if (words.type().equals(ArrayType.of(DType.U32, 2))) return words;
        throw new ShapeError("a single key is needed").expected("a key u32[2]").given("%s", words.type())
                .mend("take one with get(i), or map over the keys with vmap").at(Frame.user());
    }
}
