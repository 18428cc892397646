package jacobi.numpy;

import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.Shape;
import jacobi.lax.Constant;

/**
 * The generator Threefry-2x32 with 20 rounds: a hash that, for each key, permutes the 64-bit counters. Element i of a draw,
 * counted in row-major order, is the hash of counter i, so that elements are independent of each other and of how many are
 * drawn.
 * @see "Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC '11"
 */
final class Threefry {
    private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};
    private static final long PARITY = 0x1BD11BDAL;

    /** The two words of a hash, or of a counter: u32 of any shapes that meet. */
    record Block(Array high, Array low) {}

    private Threefry() {}

    /** Hashes counters under a key. @param key u32[2] */
    static Block hash(Array key, Block counter) {
        Array first = key.get(0), second = key.get(1);
        Array[] schedule = {first, second, first.xor(second).xor(PARITY)};
        Array x = counter.high().plus(first), y = counter.low().plus(second);
        for (int group = 0; group < 5; group++) {
            for (int rotation : ROTATIONS[group % 2]) {
                x = x.plus(y);
                y = y.shl(rotation).or(y.ushr(32 - rotation)).xor(x);
            }
            x = x.plus(schedule[(group + 1) % 3]);
            y = y.plus(schedule[(group + 2) % 3].plus(group + 1));
        }
        return new Block(x, y);
    }

    /** A scalar u32. */
    static Array word(long value) { return Constant.of(DType.U32, value).bind(); }

    /** The hashes of the counters 0 … size - 1, each word u32[size]. */
    static Block draw(Array key, long size) { return hash(key, counters(size)); }

    private static Block counters(long size) {
        if (size <= 1L << 32) return new Block(word(0), Array.iota(ArrayType.of(DType.U32, size), 0));
        var wide = Array.iota(ArrayType.of(DType.U64, size), 0);
        return new Block(wide.ushr(32).convert(DType.U32), wide.convert(DType.U32));
    }

    /** Random words of an unsigned dtype: u8, u16 and u32 are cut from both words of a hash, u64 is both. */
    static Array bits(Key key, Shape shape, DType dtype) { return BITS.draw(key, shape, dtype); }

    private static final Draw BITS = Draw.of(Threefry::hashedBits);

    private static Array hashedBits(Key key, Shape shape, DType dtype) {
        var block = draw(key.single(), shape.size());
        if (dtype != DType.U64) return block.high().xor(block.low()).convert(dtype).reshape(shape);
        return block.high().convert(dtype).shl(32).or(block.low().convert(dtype)).reshape(shape);
    }
}
