package jacobi.core;

/** Axes as callers name them: negative ones count from the last. */
final class Sides {
    private Sides() {}

    /** The axis of x, counted from 0. @throws ShapeError if x has no such axis */
    static int axis(Array x, int axis) { return axis(axis, x.rank(), x); }

    /** As above for an axis of a result of another rank. */
    static int axis(int axis, int rank, Array given) {
        if (axis < -rank || axis >= rank) throw new ShapeError("there is no such axis")
                .expected(rank == 0 ? "no axis: a scalar has none" : "an axis between %d and %d", -rank, rank - 1)
                .given("axis %d, array %s", axis, given.type()).mend("name an axis that the array has, or reshape it")
                .at(Frame.user());
        return axis < 0 ? axis + rank : axis;
    }

    /** The axes of x, counted from 0, in the order given. @throws ShapeError if x lacks one, or one is named twice */
    static Axes axes(Array x, Axes axes) {
        var counted = axes.map(a -> axis(x, a));
        if (!counted.distinct()) throw new ShapeError("an axis is named twice").expected("distinct axes")
                .given("axes %s, array %s", axes, x.type())
                .mend("name each axis once").at(Frame.user());
        return counted;
    }
}
