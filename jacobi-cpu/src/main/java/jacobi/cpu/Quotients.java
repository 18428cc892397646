package jacobi.cpu;

import static jacobi.lax.Binary.*;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jacobi.core.DType;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.lax.Bitcast;
import jacobi.lax.Compare;
import jacobi.lax.Constant;
import jacobi.lax.Select;
import jacobi.lax.Unary;

/**
 * Quotients of which many vectors have the same divisor c: three multiplications instead of a division, and the same bits. With
 * r = 1/c, rounded, found once where c is,
 * <pre>  q = x r;  e = q c - x;  q' = q - e r  </pre>
 * each rounded once, q' is x/c rounded, if nothing overflows or falls below the normal numbers.
 * <p>
 * For let x and c have p bits and lie in [1, 2), and u = 2⁻ᵖ; c = 1 is plain. r = 1/c + δ, |δ| ≤ u/2, and D = x/c - q.
 * <ul>
 * <li><i>x not below c.</i> |x r - x/c| ≤ x |δ| < u, and q is nearer than 2u, the spacing there. e is a multiple of 4u² below
 * 4u: exact. q - e r = x/c + c D δ, and it suffices that no midpoint q ± u lies between it and x/c. x/c is no midpoint, and at
 * least 2u²/c away from one; to get across, that distance t has to be at most c (u + t) u/2, so that 4 (1 - c u/2) ≤ c². But
 * c ≤ 2 - 2u. If x = c, q may be 1 - u, and q' is 1.
 * <li><i>x below c.</i> The spacing is u, x ≤ c - 2u, and |D| ≤ x |δ| + u/2 ≤ 3u/2 - 2u². e is a multiple of 2u². If |e| ≤ 2u
 * it is exact; the midpoints q ± u/2 are no nearer than u²/c and not crossed, as before; q ± 3u/2 is 2u² away, and
 * |c D δ| < 3u²/2. Else it is off by 2u² at most, and u < |D|: the quotient is q ± u, and q - e r must only stay within 3u/2 of
 * q. If δ has the sign of -D it does, as |D| + 2u² r < 3u/2. If not, with c = 2 - 2k u, |D| ≤ (1 + c) u/2 - u² and
 * |D| (1 + c u/2) + 2u²/c ≤ 3u/2 + (3/2 - k) u² + …, less than 3u/2 for k ≥ 2; for k = 1 |D| is at most 5u/4.
 * </ul>
 * Exponents: c and r are normal, or r is made NaN. x is 0, or no smaller than {@link #least}, so that e is no finer than the
 * least number and q is normal. If q overflows, or x is infinite or NaN, so is q': NaN. Both are seen for a whole strip, and
 * what has not passed is divided. A remainder of 0 leaves the sign of q, as it is taken away from it times r > 0: for negative
 * divisors x changes its sign instead.
 *
 * @see "Markstein (1990), IBM Journal of Research and Development 34, 111–119"
 * @see "Brisebarre, Muller, Raina (2004), IEEE Transactions on Computers 53, 1069–1072"
 */
final class Quotients {
    /** Vectors for which finding the reciprocal pays. */
    private static final long VECTORS = 8;
    /** Bytes of a vector from which on division takes longer: those of shorter ones are divided together. */
    private static final int WIDE = 32;

    /** What is known of a divisor before the vectors: 1/|c|, |c|, its sign bit, and what {@link #least} is compared by. */
    private record Divisor(Expr reciprocal, Expr size, Expr sign, Expr least) {}

    private final ExprWriter writer;
    private final Exprs exprs = new Exprs();
    private final Map<Expr, Divisor> divisors = new IdentityHashMap<>();

    Quotients(ExprWriter writer) { this.writer = writer; }

    /**
     * Whether an expression is a quotient to be written here. Beside vector math it is not: the processor divides while it
     * multiplies, so that a division takes no time there.
     */
    static boolean pays(Expr.Apply e, Scope at) {
        var t = e.dtype();
        var c = e.operand(e.operands().size() - 1);
        if (e.function() != DIVIDE || t != DType.F32 && t != DType.F64) return false;
        if (!ExprWriter.isVector(e.operand(0), at) || at.strip.mask() != null) return false;
        if (at.strip.lanes() * t.bytes() < WIDE) return false;
        boolean common = !(c instanceof Expr.Num n && isPlain(n.value())) && vectors(c, at) >= VECTORS;
        return common && at.misses == null && !Weight.hasMath(List.of(e.operand(0)));
    }

    /** Whether a quotient is a product as it is, or not of normal numbers. */
    private static boolean isPlain(Constant c) {
        double size = Math.abs(c.real());
        boolean served = size >= power(c.dtype(), 2) && size <= 1 / power(c.dtype(), 2);
        return !served || size == Math.scalb(1.0, Math.getExponent(size));
    }

    /** How many vectors share a divisor. */
    private static double vectors(Expr c, Scope at) {
        var home = at.home(c.free());
        double n = 1;
        for (var s = at; s != home; s = s.parent)
            for (var i : s.bound.keySet()) n *= i == at.strip.index() ? (double) i.extent() / at.strip.lanes() : i.extent();
        return n;
    }

    /** 2ⁿ⁻¹ times the least normal number of a dtype. */
    private static double power(DType t, int n) {
        return Math.scalb(1.0, (t == DType.F32 ? Float.MIN_EXPONENT : Double.MIN_EXPONENT) + n - 1);
    }

    // ---- before the vectors

    private Divisor divisor(Expr c) { return divisors.computeIfAbsent(c, this::known); }

    private Divisor known(Expr c) {
        var t = c.dtype();
        var bits = new Bitcast(t == DType.F32 ? DType.S32 : DType.S64);
        var size = exprs.apply(Unary.ABS, c);
        var within = exprs.and(exprs.apply(Compare.GE, size, number(t, power(t, 2))),
                exprs.apply(Compare.LE, size, number(t, 1 / power(t, 2))));
        var reciprocal = exprs.apply(Select.SELECT, within, exprs.apply(DIVIDE, number(t, 1), size), number(t, Double.NaN));
        var sign = exprs.apply(AND, exprs.apply(bits, c), whole(bits.dtype(), Long.MIN_VALUE));
        return new Divisor(reciprocal, size, sign, rank(exprs.apply(bits, least(size)), bits.dtype()));
    }

    /** The least |x| that is served: its remainders are no finer than the least number, its quotient is normal. */
    private Expr least(Expr size) {
        var t = size.dtype();
        int precision = t == DType.F32 ? 24 : 53;
        return exprs.apply(MAXIMUM, number(t, power(t, precision + 3)), exprs.apply(MULTIPLY, size, number(t, power(t, 3))));
    }

    /** Without the sign, in the order of size, but 0 above all. */
    private Expr rank(Expr bits, DType t) {
        return exprs.apply(ADD, exprs.apply(ADD, bits, bits), whole(t, Long.MAX_VALUE));
    }

    private Expr number(DType t, double value) { return exprs.num(Constant.of(t, value)); }

    private Expr whole(DType t, long value) { return exprs.num(new Constant(t, value >> 64 - t.bits(), 0)); }

    // ---- each strip

    Value write(Expr.Apply e, Scope at) {
        var divisor = divisor(e.operand(1));
        Value x = writer.write(e.operand(0), at), c = writer.write(e.operand(1), at);
        Value r = writer.write(divisor.reciprocal, at), size = writer.write(divisor.size, at);
        Value least = writer.write(divisor.least, at);
        Value sign = e.operand(1) instanceof Expr.Num ? null : writer.write(divisor.sign, at);
        return new Strips(e, at).write(x, c, r, size, sign, least);
    }

    private final class Strips {
        private final DType t, bits;
        private final Scope at;
        private final Text text;
        private final int lanes, count;
        private final String type, whole, mask;
        private final ScalarOps ops;
        private final boolean negative;

        Strips(Expr.Apply e, Scope at) {
            t = e.dtype();
            bits = t == DType.F32 ? DType.S32 : DType.S64;
            this.at = at;
            text = at.text;
            lanes = at.strip.lanes();
            count = at.strip.count();
            type = Lanes.type(t, lanes);
            whole = Lanes.type(bits, lanes);
            mask = Lanes.type("i1", lanes);
            ops = new ScalarOps(writer.module, text, lanes);
            negative = e.operand(1) instanceof Expr.Num n && n.value().real() < 0;
        }

        Value write(Value x, Value c, Value r, Value size, Value sign, Value least) {
            var quotients = new String[count];
            String missed = null;
            for (int s = 0; s < count; s++) {
                var own = x.name(s);
                quotients[s] = quotient(signed(own, sign, s), operand(r, t, s), operand(size, t, s));
                missed = either(missed, text.let("icmp slt " + whole + " " + rank(own) + ", " + operand(least, bits, s)));
                if (s % 2 == 1 || s == count - 1)
                    missed = either(missed, text.let("fcmp uno " + type + " " + quotients[s - s % 2] + ", " + quotients[s]));
            }
            return divided(x, c, quotients, new MathCalls(writer.module).any(text, lanes, missed));
        }

        private String operand(Value v, DType dtype, int s) { return writer.operand(v, s, dtype, lanes, text); }

        private String either(String a, String b) { return a == null ? b : text.let("or " + mask + " " + a + ", " + b); }

        /** The dividend, with the sign that it has when the divisor's is taken away. */
        private String signed(String x, Value sign, int s) {
            if (sign == null) return negative ? text.let("fneg " + type + " " + x) : x;
            return ops.bitcast(bits, t, text.let("xor " + whole + " " + ops.bitcast(t, bits, x) + ", " + operand(sign, bits, s)));
        }

        private String quotient(String x, String r, String c) {
            var q = text.let("fmul " + type + " " + x + ", " + r);
            var rest = ops.intrinsic("fma", t, q, c, text.let("fneg " + type + " " + x));
            return ops.intrinsic("fma", t, text.let("fneg " + type + " " + rest), r, q);
        }

        private String rank(String x) {
            var b = ops.bitcast(t, bits, x);
            return text.let("add " + whole + " " + text.let("add " + whole + " " + b + ", " + b) + ", "
                    + Lanes.splat(Lanes.scalar(bits), Long.toString(Long.MAX_VALUE >> 64 - bits.bits()), lanes));
        }

        /** The quotients, or if some were missed all of them by division. */
        private Value divided(Value x, Value c, String[] quotients, String any) {
            return new Value(true, text.unless(any, "divided", type, quotients, () -> {
                var other = new String[count];
                for (int s = 0; s < count; s++) other[s] = text.let("fdiv " + type + " " + x.name(s) + ", " + operand(c, t, s));
                return other;
            }));
        }
    }
}
