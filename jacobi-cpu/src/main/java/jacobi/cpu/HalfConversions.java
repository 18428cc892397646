package jacobi.cpu;

import jacobi.core.DType;
import jacobi.llvm.Llvm;

/**
 * Conversions of floats of 16 bits, which are integers in registers, by way of f32. It holds them all; from it they are rounded
 * to nearest, ties to even, what is too large to infinity, and a NaN stays one. What f32 does not hold is first rounded to odd:
 * to the neighbour with an odd last bit, so that the second rounding is as if at once. Processors have instructions for f16 at
 * most, and LLVM's own functions in their stead are not asked for.
 */
final class HalfConversions {
    private static final class Here {
        static final boolean CONVERTS_F16 = Llvm.host().cpu().has("f16c");
    }

    /** Bits of f32 numbers: the least that f16 has none for, the least that it has in full precision; ½; infinity; of a NaN. */
    private static final int BEYOND = 0x47800000, NORMAL = 0x38800000, ONE_HALF = 0x3f000000, INFINITY = 0x7f800000,
            QUIET = 0x400000;
    /** How much larger exponents of f32 are, among its bits; the bits of its fraction that f16 does not have. */
    private static final int EXPONENTS = 112 << 23, FRACTION = 13;

    private final ScalarOps ops;
    private final Text text;
    private final int lanes;
    private final boolean instructions;

    HalfConversions(ScalarOps ops, Text text, int lanes) { this(ops, text, lanes, Here.CONVERTS_F16); }

    /** @param instructions whether the processor has any for f16 */
    HalfConversions(ScalarOps ops, Text text, int lanes, boolean instructions) {
        this.ops = ops;
        this.text = text;
        this.lanes = lanes;
        this.instructions = instructions;
    }

    /** A number of one dtype in another; one of them is a half. */
    String of(DType from, DType to, String x) {
        if (from.isHalf()) return ops.convert(DType.F32, to, from == DType.BF16 ? ofBf16(x) : ofF16(x));
        var single = single(from, x);
        return to == DType.BF16 ? toBf16(single) : toF16(single);
    }

    // ---- to f32 and back

    private String ofBf16(String x) { return floating(shifted("shl", bits(x), 16)); }

    private String toBf16(String x) {
        var bits = ops.bitcast(DType.F32, DType.S32, x);
        var nan = ops.op("fcmp uno", DType.F32, x, x);
        return half(shifted("lshr", ops.choose(nan, DType.S32, or(bits, QUIET), rounded(bits, 16)), 16));
    }

    private String ofF16(String x) {
        if (instructions) return text.let("fpext " + Lanes.type("half", lanes) + " " + cast("bitcast", "i16", "half", x) + " to "
                + ops.type(DType.F32));
        var bits = bits(x);
        var magnitude = shifted("shl", and(bits, 0x7fff), FRACTION);
        var scaled = ops.op("fmul", DType.F32, floating(magnitude), ops.real(DType.F32, 0x1p112));
        var finite = ops.bitcast(DType.F32, DType.S32, scaled);
        var special = ops.op("icmp uge", DType.S32, magnitude, whole(0x7c00 << FRACTION));
        var all = ops.choose(special, DType.S32, or(finite, INFINITY), finite);
        return floating(ops.op("or", DType.S32, all, shifted("shl", and(bits, 0x8000), 16)));
    }

    private String toF16(String x) {
        if (instructions) return cast("bitcast", "half", "i16", text.let("fptrunc " + ops.type(DType.F32) + " " + x + " to "
                + Lanes.type("half", lanes)));
        var bits = ops.bitcast(DType.F32, DType.S32, x);
        var magnitude = and(bits, 0x7fffffff);
        var within = ops.intrinsic("umin", DType.S32, magnitude, whole(BEYOND));
        var normal = shifted("lshr", ops.op("sub", DType.S32, rounded(within, FRACTION), whole(EXPONENTS)), FRACTION);
        var raised = ops.op("fadd", DType.F32, floating(magnitude), ops.real(DType.F32, 0.5));       // its last bit: f16's least
        var tiny = ops.op("sub", DType.S32, ops.bitcast(DType.F32, DType.S32, raised), whole(ONE_HALF));
        var number = ops.choose(ops.op("icmp ult", DType.S32, magnitude, whole(NORMAL)), DType.S32, tiny, normal);
        var all = ops.choose(ops.op("icmp ugt", DType.S32, magnitude, whole(INFINITY)), DType.S32, whole(0x7e00), number);
        return half(ops.op("or", DType.S32, all, and(shifted("lshr", bits, 16), 0x8000)));
    }

    /** Bits of which those below a place are to be cut off, with what makes that a rounding to nearest, ties to even. */
    private String rounded(String bits, int place) {
        var last = and(shifted("lshr", bits, place), 1);
        return ops.op("add", DType.S32, bits, ops.op("add", DType.S32, last, whole((1 << place - 1) - 1)));
    }

    // ---- to f32 from other dtypes

    /** A number as an f32 that rounds to a half as the number itself does. */
    private String single(DType from, String x) {
        return switch (from) {
            case F32 -> x;
            case F64 -> odd(x);
            case PRED, S8, U8, S16, U16 -> ops.convert(from, DType.F32, x);
            case S32, U32 -> odd(ops.convert(from, DType.F64, x));
            case S64, U64 -> odd(ops.convert(from, DType.F64, sticky(from, x)));
            case F16, BF16, C64, C128 -> throw new Unsupported("conversion of " + from);
        };
    }

    /** An f64 as an f32, rounded to odd. */
    private String odd(String x) {
        var near = ops.convert(DType.F64, DType.F32, x);
        var back = ops.convert(DType.F32, DType.F64, near);
        var bits = ops.bitcast(DType.F32, DType.S32, near);
        var even = ops.op("icmp eq", DType.S32, and(bits, 1), whole(0));
        var moves = text.let("and " + Lanes.type("i1", lanes) + " " + even + ", " + ops.op("fcmp one", DType.F64, back, x));
        var far = ops.op("fcmp ogt", DType.F64, ops.intrinsic("fabs", DType.F64, back), ops.intrinsic("fabs", DType.F64, x));
        var other = ops.op("add", DType.S32, bits, ops.choose(far, DType.S32, whole(-1), whole(1)));
        return floating(ops.choose(moves, DType.S32, other, bits));
    }

    /** A whole number that f64 holds: itself, or rounded to odd at the last of 53 bits. */
    private String sticky(DType t, String x) {
        var ends = ops.op("add", t, ops.op("and", t, x, ops.whole(t, 0x7ff)), ops.whole(t, 0x7ff));
        var cut = ops.op("and", t, ops.op("or", t, x, ends), ops.whole(t, ~0x7ffL));
        var size = t.isSigned() ? ops.op("xor", t, x, ops.op("ashr", t, x, ops.whole(t, 63))) : x;
        return ops.choose(ops.op("icmp uge", t, size, ops.whole(t, 1L << 53)), t, cut, x);
    }

    // ---- words

    private String bits(String half) { return cast("zext", "i16", "i32", half); }

    private String half(String bits) { return cast("trunc", "i32", "i16", bits); }

    private String cast(String name, String from, String to, String x) {
        return text.let(name + " " + Lanes.type(from, lanes) + " " + x + " to " + Lanes.type(to, lanes));
    }

    private String floating(String bits) { return ops.bitcast(DType.S32, DType.F32, bits); }

    private String whole(long value) { return ops.whole(DType.S32, value); }

    private String shifted(String way, String x, int n) { return ops.op(way, DType.S32, x, whole(n)); }

    private String and(String x, int mask) { return ops.op("and", DType.S32, x, whole(mask)); }

    private String or(String x, int mask) { return ops.op("or", DType.S32, x, whole(mask)); }
}
