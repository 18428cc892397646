package jacobi.cpu.loop;

import static jacobi.lax.Binary.ADD;
import static jacobi.lax.Binary.MULTIPLY;
import static jacobi.lax.Binary.SUBTRACT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.Primitive;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Constant;
import jacobi.lax.Convert;
import jacobi.lax.Monoid;
import jacobi.lax.Unary;

/**
 * Makes expressions, equal ones once. A float sum of which a term is a product becomes a multiply-add: the one rule of
 * contraction, so that the same expression is rounded alike wherever it is computed.
 */
public final class Exprs {
    private final Map<List<Object>, Expr> known = new HashMap<>();

    private <E extends Expr> Expr once(Supplier<E> make, Object... key) {
        var k = new ArrayList<Object>(key.length);
        for (var o : key) k.add(o);
        var found = known.get(k);
        if (found == null) known.put(k, found = make.get());
        return found;
    }

    public Expr num(Constant value) { return once(() -> new Expr.Num(value), "num", value); }

    public Expr num(long value) { return num(Constant.of(DType.S64, value)); }

    public Expr pred(boolean value) { return num(Constant.of(DType.PRED, value ? 1 : 0)); }

    /** @param mask where the place may be outside the memory, else null */
    public Expr load(Memory memory, Ix at, Expr mask) {
        var where = mask == null || isTrue(mask) ? null : mask;
        return once(() -> new Expr.Load(memory, at, where), "load", memory, at, where);
    }

    public Expr count(Ix index, DType dtype) {
        if (index.isConstant()) return num(dtype.isInexact() ? Constant.of(dtype, (double) index.constant()) : wrapped(dtype,
                index.constant()));
        return once(() -> new Expr.Count(index, dtype), "count", index, dtype);
    }

    private static Constant wrapped(DType dtype, long value) {
        int shift = 64 - dtype.bits();
        return new Constant(dtype, dtype.isSigned() ? value << shift >> shift : value << shift >>> shift, 0);
    }

    public Expr fold(Monoid monoid, List<Index> over, Expr body) {
        if (over.isEmpty()) return body;
        return once(() -> new Expr.Fold(monoid, over, body), "fold", monoid, over, body);
    }

    public Expr argFold(Monoid extreme, Index over, Expr body) {
        return once(() -> new Expr.ArgFold(extreme, over, body), "argfold", extreme, over, body);
    }

    /** Running results along a variable, after a start. */
    public Expr running(Monoid monoid, Index along, Expr body, Expr start) {
        if (along.extent() == 1) return apply(monoid.operation(), start, body);
        return once(() -> new Expr.Running(monoid, along, body, start), "running", monoid, along, body, start);
    }

    public Expr checked(Expr index, long low, long high, int check, Expr mask) {
        return once(() -> new Expr.Checked(index, low, high, check, mask), "checked", index, low, high, check, mask);
    }

    public Expr apply(Primitive f, Expr... operands) {
        if ((f instanceof Unary || f instanceof Binary || f instanceof Compare) && operands[0].dtype().isHalf())
            return rounded(f, operands);
        var contracted = contract(f, operands);
        if (contracted != null) return contracted;
        var settled = Known.of(f, operands, this);
        if (settled != null) return settled;
        var types = new ArrayType[operands.length];
        for (int i = 0; i < types.length; i++) types[i] = ArrayType.scalar(operands[i].dtype());
        var list = List.of(operands);
        return once(() -> new Expr.Apply(f, f.infer(types)[0].dtype(), list), "apply", f, list);
    }

    /** Halves are computed in f32. */
    private Expr rounded(Primitive f, Expr... x) {
        var half = x[0].dtype();
        var y = apply(f, Arrays.stream(x).map(e -> convert(e, DType.F32)).toArray(Expr[]::new));
        return y.dtype() == DType.F32 ? convert(y, half) : y;
    }

    private Expr contract(Primitive f, Expr... x) {
        if (f != ADD && f != SUBTRACT || !x[0].dtype().isFloat()) return null;
        if (x[0] instanceof Expr.Apply p && p.function() == MULTIPLY) return mulAdd(p.operand(0), p.operand(1), x[1], false,
                f == SUBTRACT);
        if (x[1] instanceof Expr.Apply p && p.function() == MULTIPLY) return mulAdd(p.operand(0), p.operand(1), x[0],
                f == SUBTRACT, false);
        return null;
    }

    public Expr mulAdd(Expr a, Expr b, Expr c, boolean minusProduct, boolean minusAddend) {
        return once(() -> new Expr.MulAdd(a, b, c, minusProduct, minusAddend), "muladd", a, b, c, minusProduct, minusAddend);
    }

    public Expr and(Expr a, Expr b) {
        if (a == null || isTrue(a)) return b;
        if (b == null || isTrue(b)) return a;
        return apply(Binary.AND, a, b);
    }

    private static boolean isTrue(Expr e) { return e instanceof Expr.Num n && n.value().bits() == 1; }

    public static boolean isFalse(Expr e) { return e instanceof Expr.Num n && n.value().bits() == 0; }

    public Expr convert(Expr x, DType to) { return x.dtype() == to ? x : apply(new Convert(to), x); }

    /** Whether an index is at least a bound, known already where its range tells. */
    public Expr atLeast(Ix x, long bound) {
        if (x.low() >= bound) return pred(true);
        if (x.high() < bound) return pred(false);
        return apply(Compare.GE, count(x, DType.S64), num(bound));
    }

    public Expr below(Ix x, long bound) {
        if (x.high() < bound) return pred(true);
        if (x.low() >= bound) return pred(false);
        return apply(Compare.LT, count(x, DType.S64), num(bound));
    }
}
