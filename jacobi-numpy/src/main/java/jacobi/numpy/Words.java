package jacobi.numpy;

import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.lax.Binary;
import jacobi.lax.Bitcast;
import jacobi.lax.Constant;

/** Arithmetic on the bits of unsigned integers; sums and products wrap. */
final class Words {
    private Words() {}

    /** A scalar with the given bits, of an integer dtype. */
    static Array word(DType dtype, long bits) { return new Constant(dtype, bits, 0).bind(); }

    static Array xor(Array x, Array y) { return Binary.XOR.bind(x, y); }
    static Array or(Array x, Array y) { return Binary.OR.bind(x, y); }
    static Array or(Array x, long bits) { return or(x, word(x.dtype(), bits)); }
    static Array left(Array x, int bits) { return Binary.SHIFT_LEFT.bind(x, word(x.dtype(), bits)); }
    /** Shifted to the right; zeros come in from the left. */
    static Array right(Array x, int bits) { return Binary.SHIFT_RIGHT_LOGICAL.bind(x, word(x.dtype(), bits)); }
    static Array rotateLeft(Array x, int bits) { return or(left(x, bits), right(x, x.dtype().bits() - bits)); }
    static Array remainder(Array x, Array y) { return Binary.REMAINDER.bind(x, y); }
    static Array bitcast(Array x, DType dtype) { return x.dtype() == dtype ? x : new Bitcast(dtype).bind(x); }
}
