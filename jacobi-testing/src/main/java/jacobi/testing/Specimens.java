package jacobi.testing;

import static jacobi.testing.Samples.integers;
import static jacobi.testing.Samples.uniform;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.*;
import jacobi.lax.*;
import jacobi.testing.Samples.Interval;

/**
 * The table of primitives under test. The switches have no default: a new row does not compile until it is said on what numbers
 * to try it.
 */
public final class Specimens {
    private final List<Specimen> all = new ArrayList<>();

    private Specimens() {
        for (var f : Unary.values()) unary(f);
        for (var f : Binary.values()) binary(f);
        for (var f : Compare.values()) add(f.mnemonic(), f, false, uniform(1, -2, 2, 3, 5), uniform(2, -2, 2, 3, 5));
        choices();
        shapes();
        reductions();
        contractions();
        indexing();
        matrices();
    }

    /** One or more specimens of each primitive that has no region. */
    public static List<Specimen> all() { return List.copyOf(new Specimens().all); }

    private void add(String name, Primitive p, boolean smooth, Array... x) { all.add(new Specimen(name, p, smooth, x)); }
    private void add(Primitive p, Array... x) { add(p.mnemonic(), p, true, x); }

    private void unary(Unary f) {
        var i = interval(f);
        for (var shape : new long[][] {{3, 5}, {}, {17}, {0, 3}}) {
            var x = uniform(f.ordinal(), i.low(), i.high(), shape);
            add(f.mnemonic(), f, !f.isFlat(), f.domain() == Domain.INTEGER || f.domain() == Domain.BITS
                    ? x.convert(DType.S64) : x);
        }
    }

    /** Where a function is smooth and neither huge nor tiny. */
    private static Interval interval(Unary f) {
        return switch (f) {
            case ACOS, ASIN, ATANH, ERF_INV -> new Interval(-0.9, 0.9);
            case ACOSH -> new Interval(1.2, 5);
            case LOG, LOG2, LOG10, SQRT, RSQRT, CBRT, LGAMMA, DIGAMMA -> new Interval(0.3, 4);
            case LOG_PLUS_ONE -> new Interval(-0.6, 3);
            case ABS -> new Interval(0.1, 3);
            case TAN -> new Interval(-1.2, 1.2);
            case COUNT_LEADING_ZEROS, NOT, POPCNT -> new Interval(-1000, 1000);
            case ASINH, ATAN, CEIL, COSH, COSINE, ERF, ERFC, EXP2, EXPONENTIAL, EXPONENTIAL_MINUS_ONE, FLOOR, IMAG, IS_FINITE,
                    LOGISTIC,
                 NEGATE, REAL, ROUND_NEAREST_AFZ, ROUND_NEAREST_EVEN, SIGN, SINE, SINH, STOP_GRADIENT,
                         TANH -> new Interval(-2.7, 2.7);
        };
    }

    private void binary(Binary f) {
        var x = interval(f, 0);
        var y = interval(f, 1);
        long[][][] shapes = {{{3, 5}, {3, 5}}, {{}, {4}}, {{4}, {}}, {{}, {}}, {{9}, {9}}};
        for (var s : shapes) {
            var a = uniform(1, x.low(), x.high(), s[0]);
            var b = uniform(2, y.low(), y.high(), s[1]);
            boolean whole = f.domain() == Domain.INTEGER || f.domain() == Domain.BITS;
            add(f.mnemonic(), f, !f.isFlat(), whole ? a.convert(DType.S64) : a, whole ? b.convert(DType.S64) : b);
        }
    }

    private static Interval interval(Binary f, int operand) {
        return switch (f) {
            case POWER -> operand == 0 ? new Interval(0.3, 3) : new Interval(-2, 2);
            case DIVIDE -> operand == 0 ? new Interval(-2, 2) : new Interval(0.5, 2);
            case REMAINDER -> operand == 0 ? new Interval(4.2, 4.4) : new Interval(1.5, 1.9);
            case AND, OR, XOR -> new Interval(-1000, 1000);
            case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL -> operand == 0 ? new Interval(-1000, 1000)
                    : new Interval(0, 80);
            case ADD, SUBTRACT, MULTIPLY, MAXIMUM, MINIMUM, ATAN2, HYPOT, COMPLEX, NEXT_AFTER -> new Interval(-2, 2);
        };
    }

    private void choices() {
        var p = integers(1, 0, 2, 3, 5).convert(DType.PRED);
        add(Select.SELECT, p, uniform(1, -2, 2, 3, 5), uniform(2, -2, 2, 3, 5));
        add(Select.SELECT, integers(1, 0, 2).convert(DType.PRED), uniform(1, -2, 2, 3, 5), uniform(2, -2, 2, 3, 5));
        add(Select.SELECT, p, uniform(1, -2, 2), uniform(2, -2, 2, 3, 5));
        add("convert to f64", new Convert(DType.F64), true, uniform(1, -2, 2, 3, 5));
        add("convert to s32", new Convert(DType.S32), false, uniform(1, -200, 200, 3, 5));
        add("convert to pred", new Convert(DType.PRED), false, integers(1, -1, 2, 3, 5));
    }

    private void shapes() {
        var x = uniform(1, -2, 2, 3, 5);
        add(new BroadcastInDim(Shape.of(2, 3, 5), Axes.of(1, 2)), x);
        add(new BroadcastInDim(Shape.of(3, 4), Axes.of(0, 1)), uniform(1, -2, 2, 3, 1));
        add(new BroadcastInDim(Shape.of(3, 4), Axes.NONE), uniform(1, -2, 2));
        add(new Reshape(Shape.of(5, 3)), x);
        add(new Reshape(Shape.of(15)), x);
        add(new Reshape(Shape.SCALAR), uniform(1, -2, 2, 1, 1));
        add(new Transpose(Axes.of(1, 0)), x);
        add(new Transpose(Axes.of(2, 0, 1)), uniform(1, -2, 2, 2, 3, 4));
        add(new Reverse(Axes.of(1)), x);
        add(new Reverse(Axes.of(0, 1)), x);
        add(new Slice(Shape.of(0, 1), Shape.of(3, 5), Shape.of(1, 2)), x);
        add(new Slice(Shape.of(2, 4), Shape.of(2, 5), Shape.of(1, 1)), x);
        add(new Pad(new long[] {1, -1}, new long[] {2, 0}, new long[] {0, 2}), x, uniform(2, -2, 2));
        add(new Concatenate(0), x, uniform(2, -2, 2, 2, 5), uniform(3, -2, 2, 0, 5));
        add(new Concatenate(1), x, uniform(2, -2, 2, 3, 2));
        add("bitcast", new Bitcast(DType.S64), false, integers(1, -9, 9, 7).convert(DType.U64));
    }

    private void reductions() {
        var x = uniform(1, 0.5, 2, 3, 4, 5);
        for (var m : Monoid.values()) {
            boolean bits = m == Monoid.AND || m == Monoid.OR;
            for (var axes : List.of(Axes.of(1), Axes.of(0, 2), Axes.of(2), Axes.of(0, 1, 2), Axes.NONE))
                add("reduce " + m, new Reduce(m, axes), !bits, bits ? integers(1, 0, 2, 3, 4, 5).convert(DType.PRED) : x);
            if (!bits) add("cumulative " + m, new Cumulative(m, 1, false), true, x);
            if (!bits) add("cumulative " + m, new Cumulative(m, 2, true), true, x);
            add("reduce nothing " + m, new Reduce(m, Axes.of(0)), false, bits ? integers(1, 0, 2, 0, 3).convert(DType.PRED)
                    : uniform(1, 0, 1, 0, 3));
        }
        add("argmax", new ArgReduce(Monoid.MAX, 1), false, x);
        add("argmin", new ArgReduce(Monoid.MIN, 2), false, x);
        add(new Sort(1, 1), x);
        add(new Sort(0, 2), integers(1, 0, 2, 6, 3), uniform(1, -2, 2, 6, 3), uniform(2, -2, 2, 6, 3));
    }

    private void contractions() {
        add(new DotGeneral(Axes.NONE, Axes.NONE, Axes.of(1), Axes.of(0)), uniform(1, -2, 2, 3, 4), uniform(2, -2, 2, 4, 5));
        add(new DotGeneral(Axes.NONE, Axes.NONE, Axes.of(0), Axes.of(0)), uniform(1, -2, 2, 4), uniform(2, -2, 2, 4));
        add(new DotGeneral(Axes.NONE, Axes.NONE, Axes.NONE, Axes.NONE), uniform(1, -2, 2, 3), uniform(2, -2, 2, 4));
        add(new DotGeneral(Axes.of(1), Axes.of(0), Axes.of(2), Axes.of(2)), uniform(1, -2, 2, 3, 2, 4),
                uniform(2, -2, 2, 2, 5, 4));
        add(new DotGeneral(Axes.of(0), Axes.of(2), Axes.of(3, 1), Axes.of(0, 1)), uniform(1, -2, 2, 2, 4, 3, 5),
                uniform(2, -2, 2, 5, 4, 2, 3));
    }

    private void indexing() {
        var x = uniform(1, -2, 2, 4, 5);
        Array one = Array.of(1L), two = Array.of(2L);
        for (var bounds : Bounds.values()) {
            add("dynamic_slice " + bounds, new DynamicSlice(Shape.of(2, 3), bounds), true, x, two, one);
            add("dynamic_update_slice " + bounds, new DynamicUpdateSlice(bounds), true, x, uniform(2, -2, 2, 2, 3), two, one);
            add("rows " + bounds, new Gather(Axes.of(1), Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), Shape.of(1, 5), bounds),
                    true, x, integers(1, 0, 4, 6, 1));
            add("windows " + bounds, new Gather(Axes.of(1, 2), Axes.NONE, Axes.NONE, Axes.NONE, Axes.of(0, 1), Shape.of(2, 3),
                    bounds), true, x, integers(1, 0, 3, 6, 2));
            add("paired " + bounds, new Gather(Axes.NONE, Axes.of(1), Axes.of(0), Axes.of(0), Axes.of(1), Shape.of(1, 1),
                    bounds), true, x, integers(1, 0, 5, 4, 3, 1));
            for (var combine : Scatter.Combine.values())
                add("scatter " + combine + " " + bounds, new Scatter(Axes.of(1), Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0),
                        combine, bounds),
                        combine == Scatter.Combine.SET || combine == Scatter.Combine.ADD, x, Array.of(new long[] {3, 0})
                                .reshape(2, 1), uniform(2, -2, 2, 2, 5));
            add("scatter repeatedly " + bounds, new Scatter(Axes.of(1), Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0),
                    Scatter.Combine.ADD, bounds), true,
                    x, integers(3, 0, 4, 6, 1), uniform(2, -2, 2, 6, 5));
        }
    }

    private void matrices() {
        var a = positive(uniform(1, -1, 1, 2, 4, 4));
        var b = uniform(2, -2, 2, 2, 4, 3);
        add(new Cholesky(), a);
        add(new Lu(), a);
        add(new Solve(false), a, b);
        add(new Solve(true), a, b);
        for (var op : TriangularSolve.Op.values()) {
            add(new TriangularSolve(true, true, false, op), a, b);
            add(new TriangularSolve(true, false, true, op), a, b);
            add(new TriangularSolve(false, true, false, op), a, b.transpose(Axes.of(0, 2, 1)));
        }
    }

    /** M Mᵀ + 4 I: symmetric positive definite and well conditioned. */
    private static Array positive(Array m) {
        var squared = new DotGeneral(Axes.of(0), Axes.of(0), Axes.of(2), Axes.of(2)).bind(m, m);
        return squared.plus(Array.eye(m.shape().dim(1)).times(4));
    }
}
