package jacobi.cpu;

import jacobi.core.Atom;
import jacobi.core.DType;
import jacobi.core.Equation;
import jacobi.lax.*;

/** Where the results of elementwise functions lie. Integers wrap: a sum that its dtype may not hold may be anything. */
final class ElementRanges {
    private final Ranges.Region region;

    ElementRanges(Ranges.Region region) { this.region = region; }

    Range of(Elementwise f, Equation e) {
        var t = e.result().type().dtype();
        var x = e.operands().stream().map(region::of).toArray(Range[]::new);
        return switch (f) {
            case Binary b -> b == Binary.MAXIMUM || b == Binary.MINIMUM ? extreme(b, x[0], x[1]) : t.isInteger() ? binary(b, x[0],
                    x[1], t) : t == DType.PRED ? logical(b, x[0], x[1]) : Range.of(t);
            case Unary u -> unary(u, x[0], t);
            case Convert _ -> convert(x[0], e.operands().getFirst().type().dtype(), t);
            case Compare c -> e.operands().getFirst().type().dtype().isInexact() ? Range.of(t) : compare(c, x[0], x[1]);
            case Select _ -> select(e, x);
            default -> Range.of(t);
        };
    }

    private static Range extreme(Binary b, Range x, Range y) {
        return b == Binary.MAXIMUM ? new Range(Math.max(x.low(), y.low()), Math.max(x.high(), y.high())) : new Range(Math.min(
                x.low(), y.low()), Math.min(x.high(), y.high()));
    }

    private static Range binary(Binary b, Range x, Range y, DType t) {
        return switch (b) {
            case ADD -> Range.of(t, x.low() + y.low(), x.high() + y.high());
            case SUBTRACT -> Range.of(t, x.low() - y.high(), x.high() - y.low());
            case MULTIPLY -> corners(t, x.low() * y.low(), x.low() * y.high(), x.high() * y.low(), x.high() * y.high());
            case DIVIDE -> y.low() < 1 ? Range.of(t) : corners(t, whole(x.low() / y.low()), whole(x.low() / y.high()), whole(
                    x.high() / y.low()), whole(x.high() / y.high()));
            case REMAINDER -> y.low() < 1 ? Range.of(t) : Range.of(t, x.low() >= 0 ? 0 : Math.max(x.low(), 1 - y.high()),
                    x.high() <= 0 ? 0 : Math.min(x.high(), y.high() - 1));
            case AND -> x.low() >= 0 || y.low() >= 0 ? Range.of(t, 0, x.low() < 0 ? y.high() : y.low() < 0 ? x.high() : Math.min(
                    x.high(), y.high())) : Range.of(t);
            case SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL -> x.low() >= 0 ? Range.of(t, 0, x.high()) : Range.of(t);
            default -> Range.of(t);
        };
    }

    private static double whole(double x) { return x < 0 ? Math.ceil(x) : Math.floor(x); }

    private static Range corners(DType t, double a, double b, double c, double d) {
        return Range.of(t, Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
    }

    private static Range logical(Binary b, Range x, Range y) {
        return switch (b) {
            case AND -> extreme(Binary.MINIMUM, x, y);
            case OR -> extreme(Binary.MAXIMUM, x, y);
            default -> Range.of(DType.PRED);
        };
    }

    private static Range unary(Unary u, Range x, DType t) {
        return switch (u) {
            case STOP_GRADIENT -> x;
            case NOT -> t == DType.PRED ? new Range(1 - x.high(), 1 - x.low()) : Range.of(t);
            case FLOOR -> new Range(Math.floor(x.low()), Math.floor(x.high()));
            case CEIL -> new Range(Math.ceil(x.low()), Math.ceil(x.high()));
            case ROUND_NEAREST_EVEN, ROUND_NEAREST_AFZ -> new Range(Math.floor(x.low()), Math.ceil(x.high()));
            case NEGATE -> t.isInteger() ? Range.of(t, -x.high(), -x.low()) : new Range(-x.high(), -x.low());
            case ABS -> {
                double low = Math.max(0, Math.max(x.low(), -x.high())), high = Math.max(-x.low(), x.high());
                yield t.isInteger() ? Range.of(t, low, high) : t.isFloat() ? new Range(low, high) : Range.of(t);
            }
            case SIGN -> t.isInteger() ? new Range(Math.signum(x.low()), Math.signum(x.high())) : Range.of(t);
            default -> Range.of(t);
        };
    }

    /** Floats become integers towards zero, a NaN becomes 0; what the dtype does not hold, its nearest end. */
    private static Range convert(Range x, DType from, DType to) {
        if (to == DType.PRED) return x.isWithin(0, 0) && !from.isFloat() ? Range.of(0) : Range.of(to);
        if (to == DType.F64) return from.isComplex() ? Range.of(to) : x;
        if (to == DType.F32) return from.isComplex() ? Range.of(to) : new Range((float) x.low(), (float) x.high());
        if (!to.isInteger() || from.isComplex()) return Range.of(to);
        if (!from.isFloat()) return Range.of(to, x.low(), x.high());
        var all = Range.of(to);
        double low = Math.clamp(whole(x.low()), all.low(), all.high()), high = Math.clamp(whole(x.high()), all.low(), all.high());
        return Range.of(to, Math.min(0, low), Math.max(0, high));
    }

    private static Range compare(Compare by, Range x, Range y) {
        boolean below = x.high() < y.low(), above = x.low() > y.high(), same = x.isOne() && x.equals(y);
        return switch (by) {
            case LT -> truth(below, x.low() >= y.high());
            case GE -> truth(x.low() >= y.high(), below);
            case GT -> truth(above, x.high() <= y.low());
            case LE -> truth(x.high() <= y.low(), above);
            case EQ -> truth(same, below || above);
            case NE -> truth(below || above, same);
        };
    }

    private static Range truth(boolean always, boolean never) { return always ? Range.of(1) : never ? Range.of(0)
            : Range.of(DType.PRED); }

    // ---- choices

    /** A choice, of which each branch is met only where the condition lets it be. */
    private Range select(Equation e, Range... x) {
        if (x[0].low() == 1) return x[1];
        if (x[0].high() == 0) return x[2];
        Range yes = chosen(e, 1, x[1]), no = chosen(e, 2, x[2]);
        if (yes.isEmpty() && no.isEmpty()) return x[1].join(x[2]);
        return yes.isEmpty() ? no : no.isEmpty() ? yes : yes.join(no);
    }

    private Range chosen(Equation e, int branch, Range range) {
        var type = e.operands().get(branch).type();
        if (!type.dtype().isInteger()) return range;
        Atom condition = e.operands().get(0), x = e.operands().get(branch);
        var known = range.meet(where(condition, branch == 1, x));
        var sum = region.definition(x);
        if (sum == null || sum.primitive() != Binary.ADD) return known;
        Range a = region.of(sum.operands().get(0)), b = region.of(sum.operands().get(1));
        a = a.meet(where(condition, branch == 1, sum.operands().get(0)));
        b = b.meet(where(condition, branch == 1, sum.operands().get(1)));
        return a.isEmpty() ? a : b.isEmpty() ? b : known.meet(binary(Binary.ADD, a, b, type.dtype()));
    }

    /** Where a value lies if a condition holds, or if it does not; of literals nothing is said. */
    Range where(Atom condition, boolean holds, Atom x) {
        var any = Range.of(x.type().dtype());
        var e = region.definition(condition);
        if (e == null || !(x instanceof jacobi.core.Var)) return any;
        return switch (e.primitive()) {
            case Compare c -> compared(c, holds, e, x, any);
            case Unary u when u == Unary.NOT -> where(e.operands().getFirst(), !holds, x);
            case Binary b when b == Binary.AND || b == Binary.OR -> {
                Range first = where(e.operands().get(0), holds, x), second = where(e.operands().get(1), holds, x);
                yield (b == Binary.AND) == holds ? first.meet(second) : first.join(second);
            }
            default -> any;
        };
    }

    private Range compared(Compare c, boolean holds, Equation e, Atom x, Range any) {
        Atom a = e.operands().get(0), b = e.operands().get(1);
        if (a.type().dtype() == DType.PRED && (c == Compare.NE || c == Compare.EQ) && region.of(b).isOne())
            return where(a, holds == (c == Compare.NE) == (region.of(b).low() == 0), x);
        if (!a.type().dtype().isInteger()) return any;
        if (a == x) return below(holds ? c : opposite(c), region.of(b), any);
        return b == x ? below(holds ? swapped(c) : opposite(swapped(c)), region.of(a), any) : any;
    }

    private static Range below(Compare c, Range y, Range any) {
        return switch (c) {
            case LT -> new Range(any.low(), y.high() - 1);
            case LE -> new Range(any.low(), y.high());
            case GT -> new Range(y.low() + 1, any.high());
            case GE -> new Range(y.low(), any.high());
            case EQ -> y;
            case NE -> any;
        };
    }

    private static Compare opposite(Compare c) {
        return switch (c) {
            case EQ -> Compare.NE;
            case NE -> Compare.EQ;
            case LT -> Compare.GE;
            case LE -> Compare.GT;
            case GT -> Compare.LE;
            case GE -> Compare.LT;
        };
    }

    private static Compare swapped(Compare c) {
        return switch (c) {
            case EQ, NE -> c;
            case LT -> Compare.GT;
            case LE -> Compare.GE;
            case GT -> Compare.LT;
            case GE -> Compare.LE;
        };
    }
}
