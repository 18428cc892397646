package jacobi.testing;

import jacobi.core.*;
import jacobi.lax.*;
import jacobi.testing.RandomValues.Value;

/** A number that counts the rounds of a loop, in any dtype of integers: up or down, by one or by two, by sum or difference. */
final class RandomCounter extends RandomFamily {
    /** Rounds that all dtypes can count. */
    static final long MOST = 60;

    private static final DType[] DTYPES = {DType.S32, DType.S32, DType.S64, DType.U8, DType.U32, DType.U64, DType.S8};

    private final DType dtype;
    private final long start, step, limit;

    RandomCounter(RandomValues values, long rounds) {
        super(values);
        long first = below(3), size = 1 + below(2), last = first + size * rounds;
        boolean down = below(4) == 0;
        dtype = DTYPES[below(DTYPES.length)];
        start = down ? last : first;
        limit = down ? first : last;
        step = down ? -size : size;
    }

    private boolean isDown() { return step < 0; }

    Array first() { return of(start); }

    /** A start known only at run time; what counts down has none. */
    Array first(Array x) { return isDown() ? first() : inside(x); }

    private Array inside(Array x) {
        return Binary.MINIMUM.bind(Binary.MAXIMUM.bind(x.convert(dtype), of(0)), of(limit));
    }

    /** What it is in a round. */
    Value value(Array c) { return new Value(c, true, Math.max(1, isDown() ? start + 1 : limit)); }

    /** Unsigned ones of 64 bits count down by wrapping, too. */
    Array next(Array c) {
        boolean wraps = !dtype.isSigned() && dtype.bits() < 64;
        if (isDown() && (wraps || flip())) return c.minus(of(-step));
        return flip() ? c.plus(of(step)) : Binary.ADD.bind(of(step), c);
    }

    /** Whether there is a round, in one of many ways to say so. @param last a limit known only at run time, or null */
    Array goesOn(Array c, Array last) {
        if (isDown()) return switch (below(3)) {
            case 0 -> Compare.GT.bind(c, of(limit));
            case 1 -> Compare.LT.bind(of(limit), c);
            default -> Compare.GE.bind(c, of(limit + 1));
        };
        var end = last == null ? of(limit) : inside(last);
        return switch (below(4)) {
            case 0 -> Compare.GT.bind(end, c);
            case 1 -> Compare.LT.bind(c.plus(of(step - 1)), end);
            case 2 -> Unary.NOT.bind(Compare.GE.bind(c, end));
            default -> Compare.LT.bind(c, end);
        };
    }

    private Array of(long x) { return number(dtype, x); }
}
