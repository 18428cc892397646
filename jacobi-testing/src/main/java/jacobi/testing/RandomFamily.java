package jacobi.testing;

import java.util.Arrays;
import java.util.function.Predicate;
import jacobi.core.*;
import jacobi.lax.*;
import jacobi.testing.RandomValues.Value;

/** Steps of one kind, which draw among the values of a program and add to them. */
abstract class RandomFamily {
    final RandomValues values;

    RandomFamily(RandomValues values) { this.values = values; }

    final int below(int n) { return values.random.nextInt(n); }
    final boolean flip() { return below(2) == 0; }
    final Value any(Predicate<Value> test) { return values.any(test); }
    final Value like(Value x, boolean scalar) { return values.like(x, scalar); }
    final Array fit(Array x, Shape shape) { return values.fit(x, shape); }
    final void add(Array a, boolean exact) { values.add(a, exact); }

    static Array number(DType dtype, double x) { return Constant.of(dtype, x).bind(); }
    static Array number(DType dtype, long x) { return new Constant(dtype, x, 0).bind(); }

    /** Not a number, as a made-up element is, would hide what comes after. */
    static Array finite(Array x) {
        return x.dtype().isFloat() ? Select.where(Compare.EQ.bind(x, x), x, number(x.dtype(), 0.5)) : x;
    }

    static Array[] joined(Array[] after, Array... before) {
        var all = Arrays.copyOf(before, before.length + after.length);
        System.arraycopy(after, 0, all, before.length, after.length);
        return all;
    }
}
