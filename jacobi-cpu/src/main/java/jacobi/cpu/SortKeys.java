package jacobi.cpu;

import jacobi.core.DType;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.lax.Binary;
import jacobi.lax.Bitcast;
import jacobi.lax.Compare;
import jacobi.lax.Constant;
import jacobi.lax.Monoid;
import jacobi.lax.Select;

/**
 * Numbers as whole ones of the same order: an s64 whose bits, as those of a number without a sign, are no more than the dtype
 * has, and ascend as the numbers do. A NaN is above all, whatever its bits; -0 is right below +0. Extremes of floats are found
 * among whole numbers with a sign, of the same width, by a single instruction.
 */
final class SortKeys {
    private SortKeys() {}

    static Expr of(Expr x, Exprs exprs) {
        var t = x.dtype();
        if (t.isFloat()) return ordered(bits(x, exprs), exprs);
        if (t == DType.U64) return exprs.apply(new Bitcast(DType.S64), x);
        return t.isSigned() ? raised(x, exprs) : exprs.convert(x, DType.S64);
    }

    /** The number of a dtype that a key was made of. */
    static Expr number(Expr key, DType t, Exprs exprs) {
        if (t.isFloat()) {
            var whole = whole(t);
            return exprs.apply(new Bitcast(t), turned(lowered(key, whole, exprs), exprs));
        }
        if (t == DType.U64) return exprs.apply(new Bitcast(t), key);
        return t.isSigned() ? lowered(key, t, exprs) : exprs.convert(key, t);
    }

    /** The key of -0, or one that no number has. */
    static long minusZero(DType t) { return t.isFloat() ? Long.MAX_VALUE >>> 64 - t.bits() : -1; }

    static DType whole(DType t) { return t.isHalf() ? DType.S16 : t == DType.F32 ? DType.S32 : DType.S64; }

    /** A float as a whole number of its width, with a sign and in the same order, for a fold: a NaN comes before all. */
    static Expr ranked(Expr x, Monoid extreme, Exprs exprs) {
        var whole = whole(x.dtype());
        var first = exprs.num(new Constant(whole, extreme == Monoid.MAX ? most(whole) : -most(whole) - 1, 0));
        var rank = turned(exprs.apply(new Bitcast(whole), x), exprs);
        return exprs.apply(Select.SELECT, exprs.apply(Compare.NE, x, x), first, rank);
    }

    /** The float of a rank. */
    static Expr unranked(Expr rank, DType t, Exprs exprs) { return exprs.apply(new Bitcast(t), turned(rank, exprs)); }

    /** The bits of a float, those of one NaN for all. */
    private static Expr bits(Expr x, Exprs exprs) {
        var nan = exprs.num(Constant.of(x.dtype(), Double.NaN));
        var canonical = exprs.apply(Select.SELECT, exprs.apply(Compare.NE, x, x), nan, x);
        return exprs.apply(new Bitcast(whole(x.dtype())), canonical);
    }

    private static Expr ordered(Expr bits, Exprs exprs) { return raised(turned(bits, exprs), exprs); }

    /** Negative numbers the other way round, but for their sign: its own inverse. */
    private static Expr turned(Expr bits, Exprs exprs) {
        var t = bits.dtype();
        var sign = exprs.apply(Binary.SHIFT_RIGHT_ARITHMETIC, bits, exprs.num(new Constant(t, t.bits() - 1, 0)));
        var below = exprs.apply(Binary.AND, sign, exprs.num(new Constant(t, most(t), 0)));
        return exprs.apply(Binary.XOR, bits, below);
    }

    /** A number with a sign, from its dtype's least on. */
    private static Expr raised(Expr x, Exprs exprs) {
        return exprs.apply(Binary.SUBTRACT, exprs.convert(x, DType.S64), exprs.num(least(x.dtype())));
    }

    private static Expr lowered(Expr key, DType t, Exprs exprs) {
        return exprs.convert(exprs.apply(Binary.ADD, key, exprs.num(least(t))), t);
    }

    private static long most(DType t) { return Long.MAX_VALUE >>> 64 - t.bits(); }

    private static long least(DType t) { return Long.MIN_VALUE >> 64 - t.bits(); }
}
