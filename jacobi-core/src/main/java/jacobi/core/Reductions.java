package jacobi.core;

import static jacobi.core.DType.*;

import jacobi.lax.Constant;
import jacobi.lax.Cumulative;
import jacobi.lax.Monoid;
import jacobi.lax.Reduce;
import jacobi.lax.Sort;

/** The reductions of the everyday surface, over axes that may be named from the end. */
final class Reductions {
    private Reductions() {}

    private static Array reduce(Monoid monoid, Array x, Axes axes, boolean keepDims) {
        var counted = Sides.axes(x, axes).sorted();
        var y = counted.isEmpty() ? x : new Reduce(monoid, counted).bind(x);
        return keepDims ? keep(y, x, counted) : y;
    }

    private static Array keep(Array y, Array x, Axes axes) {
        var shape = x.shape();
        for (int a : axes) shape = shape.with(a, 1);
        return y.reshape(shape);
    }

    /** The dtype in which NumPy adds and multiplies: 64 bits for what is narrower and whole. */
    private static Array widened(Array x) {
        var t = x.dtype();
        return t == PRED || t.isSigned() ? x.convert(S64) : t.isUnsigned() ? x.convert(U64) : x;
    }

    static Array sum(Array x, Axes axes, boolean keepDims) { return reduce(Monoid.SUM, widened(x), axes, keepDims); }
    static Array prod(Array x, Axes axes, boolean keepDims) { return reduce(Monoid.PRODUCT, widened(x), axes, keepDims); }
    static Array min(Array x, Axes axes, boolean keepDims) { return reduce(Monoid.MIN, filled("min", x, axes), axes, keepDims); }
    static Array max(Array x, Axes axes, boolean keepDims) { return reduce(Monoid.MAX, filled("max", x, axes), axes, keepDims); }
    static Array any(Array x, Axes axes, boolean keepDims) { return reduce(Monoid.OR, x.convert(PRED), axes, keepDims); }
    static Array all(Array x, Axes axes, boolean keepDims) { return reduce(Monoid.AND, x.convert(PRED), axes, keepDims); }

    /** Of no integers there is no least; of no floats, infinity serves. */
    private static Array filled(String what, Array x, Axes axes) {
        if (x.size() > 0 || x.dtype().isInexact() || x.shape().select(Sides.axes(x, axes)).size() > 0) return x;
        throw new ShapeError(what + " of no elements").expected("at least one element along the axes")
                .given("axes %s, array %s", axes, x.type())
                .mend("join a first value, or convert to a floating-point dtype").at(Frame.user());
    }

    private static double count(Array x, Axes axes) { return x.shape().select(Sides.axes(x, axes)).size(); }

    static Array mean(Array x, Axes axes, boolean keepDims) {
        return reduce(Monoid.SUM, x.convert(x.dtype().inexact()), axes, keepDims).div(count(x, axes));
    }

    /** Squares of what is left when the mean is subtracted: twice over the array, but nothing cancels. */
    static Array var(Array x, Axes axes, boolean keepDims, long ddof) {
        var rest = x.minus(mean(x, axes, true));
        var squares = x.dtype().isComplex() ? rest.real().square().plus(rest.imag().square()) : rest.square();
        return reduce(Monoid.SUM, squares, axes, keepDims).div(Math.max(0, count(x, axes) - ddof));
    }

    static Array var(Array x, Axes axes, boolean keepDims) { return var(x, axes, keepDims, 0); }
    static Array std(Array x, Axes axes, boolean keepDims) { return var(x, axes, keepDims).sqrt(); }

    /** The greatest element is taken out first; an infinite one is not, so that infinities come out as they should. */
    static Array logSumExp(Array x, Axes axes, boolean keepDims) {
        var y = x.convert(x.dtype().inexact());
        var greatest = max(y, axes, true).stopGradient();
        var shift = Array.where(greatest.isFinite(), greatest, Constant.of(y.dtype(), 0).bind());
        var log = reduce(Monoid.SUM, y.minus(shift).exp(), axes, true).log().plus(shift);
        return keepDims ? log : log.reshape(x.shape().without(Sides.axes(x, axes)));
    }

    static Array cumulative(Monoid monoid, Array x, int axis) {
        return new Cumulative(monoid, Sides.axis(x, axis), false).bind(widened(x));
    }

    static Array argsort(Array x, int axis) {
        int a = Sides.axis(x, axis);
        return new Sort(a, 1).bindAll(x, Array.iota(x.type().withDType(S64), a))[1];
    }
}
