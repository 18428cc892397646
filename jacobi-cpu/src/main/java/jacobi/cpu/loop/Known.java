package jacobi.cpu.loop;

import jacobi.core.DType;
import jacobi.core.Primitive;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Select;
import jacobi.lax.Unary;

/** Choices whose outcome is known now: comparisons of indices, by their ranges, and what is made of known preds. */
final class Known {
    private Known() {}

    /** What a function gives, as one of its operands or a constant; or null if that is not known. */
    static Expr of(Primitive f, Expr[] x, Exprs exprs) {
        return switch (f) {
            case Compare c -> compare(c, x[0], x[1], exprs);
            case Select _ -> x[0] instanceof Expr.Num p ? x[isOne(p) ? 1 : 2] : null;
            case Unary u -> u == Unary.NOT && x[0] instanceof Expr.Num p && isPred(p) ? exprs.pred(!isOne(p)) : null;
            case Binary b -> b == Binary.AND || b == Binary.OR ? joined(b == Binary.OR, x) : null;
            default -> null;
        };
    }

    private static boolean isPred(Expr e) { return e.dtype() == DType.PRED; }

    private static boolean isOne(Expr.Num n) { return n.value().bits() != 0; }

    /** One operand decides it, or leaves it to the other. */
    private static Expr joined(boolean decisive, Expr[] x) {
        for (int i = 0; i < 2; i++) if (x[i] instanceof Expr.Num n && isPred(n)) return isOne(n) == decisive ? n : x[1 - i];
        return null;
    }

    private static Expr compare(Compare by, Expr x, Expr y, Exprs exprs) {
        if (!isIndex(x) || !isIndex(y)) return null;
        boolean below = high(x) < low(y), above = low(x) > high(y);
        boolean same = low(x) == high(y) && high(x) == low(y);                    // each has one value, and it is the same
        return switch (by) {
            case LT -> below || low(x) >= high(y) ? exprs.pred(below) : null;
            case GE -> below || low(x) >= high(y) ? exprs.pred(!below) : null;
            case GT -> above || high(x) <= low(y) ? exprs.pred(above) : null;
            case LE -> above || high(x) <= low(y) ? exprs.pred(!above) : null;
            case EQ -> same || below || above ? exprs.pred(same) : null;
            case NE -> same || below || above ? exprs.pred(!same) : null;
        };
    }

    /** Whether a number is an integer of which a range is known, and that need not be computed for the sake of a check. */
    private static boolean isIndex(Expr e) {
        return e.dtype().isInteger() && e.dtype() != DType.U64 && (e instanceof Expr.Num || e instanceof Expr.Count c && c
                .isExact() && !c.index().checks());
    }

    private static long low(Expr e) { return e instanceof Expr.Count c ? c.index().low() : ((Expr.Num) e).value().bits(); }

    private static long high(Expr e) { return e instanceof Expr.Count c ? c.index().high() : ((Expr.Num) e).value().bits(); }
}
