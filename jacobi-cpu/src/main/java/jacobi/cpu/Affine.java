package jacobi.cpu;

import java.util.List;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Memory;
import jacobi.lax.Binary;
import jacobi.lax.Unary;

/** A number times what is loaded from one memory, and a rest that is not: {@code factor · load + rest}. */
record Affine(double factor, Expr rest) {
    /** An expression in this form, or null if it does not have it. */
    static Affine of(Expr e, Memory memory, Exprs exprs) {
        return switch (e) {
            case Expr.MulAdd m when !reads(m.c(), memory) -> {
                var factor = isLoad(m.a(), memory) ? m.b() : isLoad(m.b(), memory) ? m.a() : null;
                var rest = m.minusAddend() ? exprs.apply(Unary.NEGATE, m.c()) : m.c();
                yield factor instanceof Expr.Num n ? of(m.minusProduct(), n.value().real(), rest) : null;
            }
            case Expr.Apply a when a.function() == Binary.ADD || a.function() == Binary.SUBTRACT -> {
                Expr x = a.operand(0), y = a.operand(1);
                boolean minus = a.function() == Binary.SUBTRACT;
                if (isLoad(y, memory) && !reads(x, memory)) yield of(minus, 1, x);
                if (!isLoad(x, memory) || reads(y, memory)) yield null;
                yield of(false, 1, minus ? exprs.apply(Unary.NEGATE, y) : y);
            }
            default -> null;
        };
    }

    /** A product that counts nothing, or is beyond all numbers, keeps its place in the expression: its NaNs are seen there. */
    private static Affine of(boolean minus, double factor, Expr rest) {
        return factor == 0 || !Double.isFinite(factor) ? null : new Affine(minus ? -factor : factor, rest);
    }

    private static boolean isLoad(Expr e, Memory memory) { return e instanceof Expr.Load l && l.memory() == memory; }

    private static boolean reads(Expr e, Memory memory) {
        boolean[] reads = {false};
        Weight.each(List.of(e), x -> reads[0] |= isLoad(x, memory));
        return reads[0];
    }
}
