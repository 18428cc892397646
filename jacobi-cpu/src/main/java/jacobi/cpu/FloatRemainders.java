package jacobi.cpu;

import jacobi.core.DType;

/**
 * Remainders of floats, C's {@code fmod}: for quotients that are not huge a few instructions, and exact. With q = x/y, rounded,
 * and the whole number n between 0 and q that is nearest to it,
 * <pre>  r = x - n y  </pre>
 * is a multiple of the last place of y and no larger than y, or x itself: a number, and what one multiply-add gives. As
 * long as n is below 2ᵖ⁻¹ the spacing of quotients is a half or less, so that rounding, which never takes x/y below a whole
 * number that it is not below, takes it at most to the next one: then r has the other sign, and y, of the sign of x, is added,
 * which is exact for the same reasons. A remainder of 0 has the sign of x.
 *
 * <p>If some lane has a larger quotient, or y = 0, or something that is not finite, all of them go libm's way.
 */
final class FloatRemainders {
    private final ScalarOps ops;
    private final IrModule module;
    private final Text text;
    private final int lanes;

    FloatRemainders(ScalarOps ops, IrModule module, Text text, int lanes) {
        this.ops = ops;
        this.module = module;
        this.text = text;
        this.lanes = lanes;
    }

    /** The remainder of x by y, with the sign of x; NaN for y = 0 and for infinite x. */
    String of(DType t, String x, String y) {
        var n = ops.intrinsic("trunc", t, ops.op("fdiv", t, x, y));
        var rest = ops.intrinsic("fma", t, negative(t, n), y, x);
        var huge = ops.op("fcmp uge", t, ops.intrinsic("fabs", t, n), ops.real(t, t == DType.F32 ? 0x1p23 : 0x1p52));
        var missed = text.let("or " + Lanes.type("i1", lanes) + " " + huge + ", " + ops.op("fcmp uno", t, rest, rest));
        var any = new MathCalls(module).any(text, lanes, missed);
        var fast = new String[] {ofSign(t, rest, x, y)};
        return text.unless(any, "remaining", ops.type(t), fast, () -> new String[] {ops.op("frem", t, x, y)})[0];
    }

    private String negative(DType t, String x) { return text.let("fneg " + ops.type(t) + " " + x); }

    /** A remainder of the sign of x, from one that may have been taken by one too many of y. */
    private String ofSign(DType t, String rest, String x, String y) {
        var sign = ops.intrinsic("copysign", t, ops.real(t, 1), x);
        var along = ops.op("fmul", t, rest, sign);               // positive but for one too many
        var one = ops.op("fadd", t, along, ops.intrinsic("fabs", t, y));
        return ops.intrinsic("copysign", t, ops.choose(ops.op("fcmp olt", t, along, ops.real(t, 0)), t, one, along), x);
    }
}
