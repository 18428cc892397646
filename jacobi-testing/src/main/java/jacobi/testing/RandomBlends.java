package jacobi.testing;

import jacobi.core.*;
import jacobi.lax.*;
import jacobi.testing.RandomValues.Value;

/** Single steps for values of {@link FewExtents}: arithmetic with numbers that are written out, choices, joints and products. */
final class RandomBlends extends RandomFamily {
    private static final Unary[] SIGNED = {Unary.NEGATE, Unary.ABS, Unary.SIGN};
    private static final DType[] COUNTS = {DType.S32, DType.S64, DType.U8};
    private static final long MOST_PRODUCTS = 4_000_000;

    RandomBlends(RandomValues values) { super(values); }

    void step() {
        switch (below(12)) {
            case 0, 1 -> whole();
            case 2 -> quotient();
            case 3 -> sum();
            case 4, 5 -> select();
            case 6 -> cut();
            case 7 -> convert();
            case 8 -> stack();
            case 9 -> roll();
            case 10 -> count();
            default -> product();
        }
    }

    // elementwise

    private void whole() {
        var x = any(Value::isWhole);
        if (x == null) return;
        var dtype = x.array().dtype();
        var f = RandomSteps.WHOLE[below(RandomSteps.WHOLE.length)];
        add(dtype.isSigned() && below(4) == 0 ? SIGNED[below(SIGNED.length)].bind(x.array())
                : f.bind(x.array(), number(dtype, (long) below(flip() ? 9 : 120))), true);
    }

    private void quotient() {
        var x = any(Value::isFloat);
        if (x == null) return;
        var divisor = flip() ? like(x, flip()).array().abs().plus(0.5) : number(x.array().dtype(), 1 + below(9) * 0.7);
        add(x.array().div(divisor).tanh(), false);
    }

    private void sum() {
        var x = any(Value::isFloat);
        if (x == null) return;
        var product = x.array().times(like(x, flip()).array());
        add(product.plus(like(x, false).array()).times(0.5), false);
    }

    /** Truths of what is exact; null if none is found. */
    private Array condition() {
        var x = any(v -> v.exact() && v.array().dtype() != DType.PRED);
        if (x == null) return null;
        var y = like(x, flip());
        if (!y.exact()) return null;
        boolean literal = x.isWhole() && flip();
        var p = compared(x.array(), literal ? number(x.array().dtype(), (long) below(12)) : y.array());
        var other = any(v -> v.exact() && v.array().dtype() == DType.PRED);
        if (other != null && below(3) == 0) p = (flip() ? Binary.AND : Binary.XOR).bind(p, fit(other.array(), p.shape()));
        add(p, true);
        return p;
    }

    private Array compared(Array x, Array y) { return Compare.values()[below(6)].bind(x, y); }

    private void select() {
        var a = any(_ -> true);
        var b = like(a, false);
        var p = condition();
        if (p != null) add(Select.where(fit(p, below(5) == 0 ? Shape.SCALAR : a.shape()), a.array(), b.array()),
                a.exact() && b.exact());
    }

    /** Integers of which some are replaced, for where they lie: what is known of either choice holds only there. */
    private void cut() {
        var x = any(Value::isWhole);
        if (x == null) return;
        Array n = number(x.array().dtype(), (long) below(20)), m = number(x.array().dtype(), (long) below(5));
        var c = compared(x.array(), n);
        if (below(3) == 0) c = (flip() ? Binary.AND : Binary.OR).bind(c, compared(x.array(), m));
        if (below(4) == 0) c = Unary.NOT.bind(c);
        Array yes = flip() ? x.array() : flip() ? x.array().plus(m) : x.array().minus(n);
        Array no = flip() ? fit(m, x.shape()) : flip() ? x.array() : x.array().plus(n);
        add(Select.where(c, yes, no), true);
    }

    private void convert() {
        var x = any(Value::exact);
        var to = values.dtype();
        if (x == null || to.isFloat() && !x.isFloat() && x.array().dtype().bits() > (to == DType.F64 ? 32 : 16)) return;
        add(x.array().convert(to), true);
    }

    // shapes

    private void stack() {
        var x = any(v -> v.array().rank() < 4);
        if (x == null) return;
        int n = 2 + below(3), at = below(x.array().rank() + 1);
        var parts = new Array[n];
        boolean exact = x.exact();
        for (int i = 0; i < n; i++) {
            var y = i == 0 ? x : like(x, false);
            parts[i] = y.array().reshape(x.shape().insert(at, 1));
            exact &= y.exact();
        }
        add(new Concatenate(at).bind(parts), exact);
    }

    private void roll() {
        var x = any(v -> v.array().rank() > 0);
        if (x == null) return;
        int axis = below(x.array().rank());
        long n = x.shape().dim(axis);
        if (n < 2) return;
        long k = 1 + values.random.nextLong(n - 1);
        add(new Concatenate(axis).bind(part(x.array(), axis, k, n), part(x.array(), axis, 0, k)), x.exact());
    }

    private static Array part(Array x, int axis, long from, long to) {
        var ones = Shape.of(x.shape().stream().map(_ -> 1).toArray());
        return new Slice(Shape.of(new long[x.rank()]).with(axis, from), x.shape().with(axis, to), ones).bind(x);
    }

    // folds

    /** How many are true: an integer of which something is known. */
    private void count() {
        var p = condition();
        if (p == null || p.rank() == 0) return;
        var counted = p.convert(COUNTS[below(COUNTS.length)]);
        add(flip() ? counted.reduceSum(flip() ? p.type().axes() : Axes.of(below(p.rank())))
                : new Cumulative(Monoid.SUM, below(p.rank()), flip()).bind(counted), true);
    }

    /** Of two operands that need not be alike. */
    private void product() {
        var x = any(v -> v.isFloat() && v.array().rank() > 0);
        var y = any(v -> v.isFloat() && v.array().rank() > 0 && x != null && v.array().dtype() == x.array().dtype());
        if (y == null) return;
        int a = below(x.array().rank()), b = below(y.array().rank());
        long n = x.shape().dim(a), size = x.shape().without(Axes.of(a)).size() * y.shape().without(Axes.of(b)).size();
        if (y.shape().dim(b) != n || x.array().rank() + y.array().rank() > 6 || size > values.largest || size * n > MOST_PRODUCTS)
            return;
        add(new DotGeneral(Axes.NONE, Axes.NONE, Axes.of(a), Axes.of(b)).bind(x.array(), y.array())
                .times(1.0 / Math.max(1, n)), false);
    }
}
