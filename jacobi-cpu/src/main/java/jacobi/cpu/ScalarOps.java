package jacobi.cpu;

import jacobi.core.DType;
import jacobi.core.JacobiError;
import jacobi.core.Primitive;
import jacobi.lax.Binary;
import jacobi.lax.Bitcast;
import jacobi.lax.Compare;
import jacobi.lax.Convert;
import jacobi.lax.Select;
import jacobi.lax.Unary;

/**
 * The elementwise functions that are a few instructions, on single numbers ({@code lanes} 0) or vectors alike. Every operand
 * has the result that {@link jacobi.scalar.Total} says: nothing traps, nothing is poison.
 */
final class ScalarOps {
    private final IrModule module;
    private final Text text;
    private final int lanes;

    ScalarOps(IrModule module, Text text, int lanes) {
        this.module = module;
        this.text = text;
        this.lanes = lanes;
    }

    /** @return the value, or null if the function is one of {@link MathCalls} */
    String apply(Primitive f, DType in, DType out, String... x) {
        return switch (f) {
            case Unary u -> unary(u, in, x[0]);
            case Binary b -> binary(b, in, x[0], x[1]);
            case Compare c -> compare(c, in, x[0], x[1]);
            case Select _ -> text.let("select " + mask() + " " + x[0] + ", " + type(out) + " " + x[1] + ", " + type(out) + " "
                    + x[2]);
            case Convert _ -> convert(in, out, x[0]);
            case Bitcast _ -> bitcast(in, out, x[0]);
            default -> throw JacobiError.bug("%s is not elementwise", f.mnemonic());
        };
    }

    String type(DType t) { return Lanes.type(t, lanes); }

    private String mask() { return Lanes.type("i1", lanes); }

    String whole(DType t, long value) { return Lanes.splat(Lanes.scalar(t), Long.toString(value), lanes); }

    String real(DType t, double value) { return Lanes.splat(Lanes.scalar(t), Lanes.floating(value), lanes); }

    String op(String name, DType t, String a, String b) { return text.let(name + " " + type(t) + " " + a + ", " + b); }

    /** An LLVM intrinsic of operands and result of one type. */
    String intrinsic(String name, DType t, String... x) { return call(name, t, "", x); }

    /** An intrinsic of floats of which zeros may have either sign. */
    String anyZero(String name, DType t, String... x) { return call("call nsz ", name, t, "", x); }

    private String call(String name, DType t, String more, String... x) { return call("call ", name, t, more, x); }

    private String call(String call, String name, DType t, String more, String... x) {
        var full = "@llvm." + name + "." + Lanes.suffix(Lanes.scalar(t), lanes);
        var types = String.join(", ", java.util.Collections.nCopies(x.length, type(t))) + (more.isEmpty() ? "" : ", i1");
        module.declare(full, () -> "declare " + type(t) + " " + full + "(" + types + ")");
        var operands = java.util.Arrays.stream(x).map(v -> type(t) + " " + v).collect(java.util.stream.Collectors.joining(", "));
        return text.let(call + type(t) + " " + full + "(" + operands + more + ")");
    }

    private String unary(Unary f, DType t, String x) {
        return switch (f) {
            case ABS -> t.isFloat() ? intrinsic("fabs", t, x) : t.isSigned() ? call("abs", t, ", i1 false", x) : x;
            case NEGATE -> t.isFloat() ? text.let("fneg " + type(t) + " " + x) : op("sub", t, whole(t, 0), x);
            case SIGN -> sign(t, x);
            case FLOOR -> intrinsic("floor", t, x);
            case CEIL -> intrinsic("ceil", t, x);
            case ROUND_NEAREST_EVEN -> intrinsic("roundeven", t, x);
            case ROUND_NEAREST_AFZ -> intrinsic("round", t, x);
            case SQRT -> intrinsic("sqrt", t, x);
            case RSQRT -> op("fdiv", t, real(t, 1), intrinsic("sqrt", t, x));
            case IS_FINITE -> op("fcmp olt", t, intrinsic("fabs", t, x), real(t, Double.POSITIVE_INFINITY));
            case NOT -> op("xor", t, x, t == DType.PRED ? Lanes.splat("i1", "true", lanes) : whole(t, -1));
            case POPCNT -> intrinsic("ctpop", t, x);
            case COUNT_LEADING_ZEROS -> call("ctlz", t, ", i1 false", x);
            case REAL, STOP_GRADIENT -> x;
            case IMAG -> real(t, 0);
            case ACOS, ACOSH, ASIN, ASINH, ATAN, ATANH, CBRT, COSH, COSINE, DIGAMMA, ERF, ERFC, ERF_INV, EXP2, EXPONENTIAL,
                    EXPONENTIAL_MINUS_ONE,
                    LGAMMA, LOG, LOG10, LOG2, LOGISTIC, LOG_PLUS_ONE, SINE, SINH, TAN, TANH -> null;
        };
    }

    private String sign(DType t, String x) {
        if (t.isFloat()) {
            var zeroOrNan = op("fcmp ueq", t, x, real(t, 0));
            return choose(zeroOrNan, t, x, intrinsic("copysign", t, real(t, 1), x));
        }
        var positive = choose(op(t.isSigned() ? "icmp sgt" : "icmp ne", t, x, whole(t, 0)), t, whole(t, 1), whole(t, 0));
        return t.isSigned() ? choose(op("icmp slt", t, x, whole(t, 0)), t, whole(t, -1), positive) : positive;
    }

    String choose(String condition, DType t, String yes, String no) {
        return text.let("select " + mask() + " " + condition + ", " + type(t) + " " + yes + ", " + type(t) + " " + no);
    }

    private String binary(Binary f, DType t, String x, String y) {
        return switch (f) {
            case ADD -> op(t.isFloat() ? "fadd" : "add", t, x, y);
            case SUBTRACT -> op(t.isFloat() ? "fsub" : "sub", t, x, y);
            case MULTIPLY -> op(t.isFloat() ? "fmul" : "mul", t, x, y);
            case DIVIDE -> t.isFloat() ? op("fdiv", t, x, y) : t.isSigned() ? signedDivision(t, x, y) : unsignedDivision(t, x, y);
            case REMAINDER -> t.isFloat() ? new FloatRemainders(this, module, text, lanes).of(t, x, y) : remainder(t, x, y);
            case MAXIMUM -> extreme(t, true, "smax", "umax", "or", x, y);
            case MINIMUM -> extreme(t, false, "smin", "umin", "and", x, y);
            case AND -> op("and", t, x, y);
            case OR -> op("or", t, x, y);
            case XOR -> op("xor", t, x, y);
            case SHIFT_LEFT -> shift("shl", t, x, y);
            case SHIFT_RIGHT_LOGICAL -> shift("lshr", t, x, y);
            case SHIFT_RIGHT_ARITHMETIC -> {
                var within = op("icmp ult", t, y, whole(t, t.bits()));
                yield op("ashr", t, x, choose(within, t, y, whole(t, t.bits() - 1)));
            }
            case NEXT_AFTER -> nextAfter(t, x, y);
            case POWER -> t.isFloat() ? null : integerPower(t, x, y);
            case ATAN2, HYPOT -> null;
            case COMPLEX -> throw new Unsupported("complex numbers");
        };
    }

    private String extreme(DType t, boolean max, String signed, String unsigned, String pred, String x, String y) {
        if (t.isFloat()) return new FloatExtremes(module, text, t, lanes, max).of(x, y);
        if (t == DType.PRED) return op(pred, t, x, y);
        return intrinsic(t.isSigned() ? signed : unsigned, t, x, y);
    }

    private String signedDivision(DType t, String x, String y) {
        var zero = op("icmp eq", t, y, whole(t, 0));
        var minusOne = op("icmp eq", t, y, whole(t, -1));
        var quotient = op("sdiv", t, x, choose(either(zero, minusOne), t, whole(t, 1), y));
        return choose(zero, t, whole(t, -1), choose(minusOne, t, op("sub", t, whole(t, 0), x), quotient));
    }

    private String unsignedDivision(DType t, String x, String y) {
        var zero = op("icmp eq", t, y, whole(t, 0));
        return choose(zero, t, whole(t, -1), op("udiv", t, x, choose(zero, t, whole(t, 1), y)));
    }

    private String remainder(DType t, String x, String y) {
        var zero = op("icmp eq", t, y, whole(t, 0));
        var unsafe = t.isSigned() ? either(zero, op("icmp eq", t, y, whole(t, -1))) : zero;
        var rest = op(t.isSigned() ? "srem" : "urem", t, x, choose(unsafe, t, whole(t, 1), y));
        return choose(zero, t, x, rest);
    }

    private String either(String a, String b) { return text.let("or " + mask() + " " + a + ", " + b); }

    private String shift(String name, DType t, String x, String y) {
        var within = op("icmp ult", t, y, whole(t, t.bits()));
        return choose(within, t, op(name, t, x, choose(within, t, y, whole(t, 0))), whole(t, 0));
    }

    private String nextAfter(DType t, String x, String y) {
        var bits = t == DType.F32 ? DType.S32 : DType.S64;
        var up = text.let("xor " + mask() + " " + op("fcmp olt", t, x, y) + ", " + op("fcmp ogt", t, x, real(t, 0)));
        var step = op("add", bits, bitcast(t, bits, x), choose(up, bits, whole(bits, -1), whole(bits, 1)));
        var least = intrinsic("copysign", t, real(t, t == DType.F32 ? Float.MIN_VALUE : Double.MIN_VALUE), y);
        var moved = choose(op("fcmp oeq", t, x, real(t, 0)), t, least, bitcast(bits, t, step));
        var met = choose(op("fcmp oeq", t, x, y), t, y, moved);
        return choose(op("fcmp uno", t, x, y), t, op("fadd", t, x, y), met);
    }

    /** By a function of single numbers, a lane at a time. */
    private String integerPower(DType t, String x, String y) {
        var name = "@power." + t;
        module.declare(name, () -> IntegerPower.text(name, t));
        return eachLane(t, (a, b) -> text.let("call " + Lanes.scalar(t) + " " + name + "(" + Lanes.scalar(t) + " " + a + ", "
                + Lanes.scalar(t) + " " + b + ")"), x, y);
    }

    private String eachLane(DType t, java.util.function.BinaryOperator<String> f, String x, String y) {
        if (lanes == 0) return f.apply(x, y);
        String all = "poison";
        for (int i = 0; i < lanes; i++) {
            var a = text.let("extractelement " + type(t) + " " + x + ", i64 " + i);
            var b = text.let("extractelement " + type(t) + " " + y + ", i64 " + i);
            all = text.let("insertelement " + type(t) + " " + all + ", " + Lanes.scalar(t) + " " + f.apply(a, b) + ", i64 " + i);
        }
        return all;
    }

    private String compare(Compare f, DType t, String x, String y) {
        var floating = switch (f) { case EQ -> "oeq"; case NE -> "une"; case LT -> "olt"; case LE -> "ole"; case GT ->
                "ogt"; case GE -> "oge"; };
        var letter = t.isSigned() ? "s" : "u";
        var whole = switch (f) {
            case EQ -> "eq";
            case NE -> "ne";
            case LT -> letter + "lt";
            case LE -> letter + "le";
            case GT -> letter + "gt";
            case GE -> letter + "ge";
        };
        return t.isFloat() ? op("fcmp " + floating, t, x, y) : op("icmp " + whole, t, x, y);
    }

    String convert(DType from, DType to, String x) {
        if (from == to) return x;
        if (from.isHalf() || to.isHalf()) return new HalfConversions(this, text, lanes).of(from, to, x);
        if (to == DType.PRED) return from.isFloat() ? op("fcmp une", from, x, real(from, 0)) : op("icmp ne", from, x, whole(from,
                0));
        boolean unsigned = from == DType.PRED || from.isUnsigned();
        if (from.isFloat() && to.isFloat()) return cast(from.bits() < to.bits() ? "fpext" : "fptrunc", from, to, x);
        if (from.isFloat()) return saturate(from, to, x);
        if (to.isFloat()) return cast(unsigned ? "uitofp" : "sitofp", from, to, x);
        int bits = from == DType.PRED ? 1 : from.bits();
        if (bits == to.bits()) return x;
        return cast(bits > to.bits() ? "trunc" : unsigned ? "zext" : "sext", from, to, x);
    }

    private String cast(String name, DType from, DType to, String x) { return text.let(name + " " + type(from) + " " + x + " to "
            + type(to)); }

    private String saturate(DType from, DType to, String x) {
        if (lanes > 0) return saturateLanes(from, to, x);
        var full = "@llvm." + (to.isSigned() ? "fptosi" : "fptoui") + ".sat." + Lanes.suffix(Lanes.scalar(to), lanes) + "."
                + Lanes.suffix(Lanes.scalar(from), lanes);
        module.declare(full, () -> "declare " + type(to) + " " + full + "(" + type(from) + ")");
        return text.let("call " + type(to) + " " + full + "(" + type(from) + " " + x + ")");
    }

    /** LLVM takes vectors apart for its own saturating conversion. A NaN becomes 0. */
    private String saturateLanes(DType from, DType to, String x) {
        int bits = to.bits();
        double low = to.isSigned() ? -Math.scalb(1.0, bits - 1) : -1, high = Math.scalb(1.0, to.isSigned() ? bits - 1 : bits);
        String notBelow = op("fcmp ogt", from, x, real(from, low)), above = op("fcmp oge", from, x, real(from, high));
        var within = op("fcmp olt", from, x, real(from, high));
        var safe = choose(text.let("and " + mask() + " " + notBelow + ", " + within), from, x, real(from, 0));
        var whole = cast(to.isSigned() ? "fptosi" : "fptoui", from, to, safe);
        var most = choose(above, to, whole(to, to.isSigned() ? Long.MAX_VALUE >> 64 - bits : -1), whole);
        if (!to.isSigned()) return most;
        return choose(op("fcmp ole", from, x, real(from, low)), to, whole(to, Long.MIN_VALUE >> 64 - bits), most);
    }

    String bitcast(DType from, DType to, String x) {
        if (Lanes.scalar(from).equals(Lanes.scalar(to))) return x;
        if (from == DType.PRED) return cast("zext", from, to, x);
        if (to == DType.PRED) return op("icmp ne", from, x, whole(from, 0));
        return cast("bitcast", from, to, x);
    }
}
