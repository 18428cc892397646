package jacobi.cpu;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import jacobi.cpu.loop.Expr;
import jacobi.lax.Unary;

/** Finds sines and cosines of one operand: two functions that are computed together for little more than the price of one. */
final class SinCos {
    private SinCos() {}

    /** Each such sine with its cosine, and each such cosine with its sine. */
    static Map<Expr, Expr> partners(Collection<Expr> roots) {
        var sines = new IdentityHashMap<Expr, Expr>();
        var cosines = new IdentityHashMap<Expr, Expr>();
        Weight.each(roots, e -> {
            if (is(e, Unary.SINE)) sines.put(((Expr.Apply) e).operand(0), e);
            if (is(e, Unary.COSINE)) cosines.put(((Expr.Apply) e).operand(0), e);
        });
        var partners = new IdentityHashMap<Expr, Expr>();
        sines.forEach((x, sine) -> {
            var cosine = cosines.get(x);
            if (cosine == null) return;
            partners.put(sine, cosine);
            partners.put(cosine, sine);
        });
        return partners;
    }

    private static boolean is(Expr e, Unary f) { return e instanceof Expr.Apply a && a.function() == f; }
}
