package jacobi.cpu;

import jacobi.core.DType;

/**
 * Where the numbers of a value lie, ends included; a NaN may be among floats all the same. Ends of integers are exact: those
 * beyond 2^52 are said to be infinite.
 */
record Range(double low, double high) {
    private static final double EXACT = 0x1p52;
    private static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    static Range of(double value) { return new Range(value, value); }

    /** All that a dtype has. */
    static Range of(DType t) {
        if (t == DType.PRED) return new Range(0, 1);
        if (!t.isInteger()) return ANY;
        if (t.bits() > 32) return t.isSigned() ? ANY : new Range(0, Double.POSITIVE_INFINITY);
        double values = Math.scalb(1.0, t.bits());
        return t.isSigned() ? new Range(-values / 2, values / 2 - 1) : new Range(0, values - 1);
    }

    /** Where integers lie that were computed without wrapping: all that the dtype has, if it does not hold these. */
    static Range of(DType t, double low, double high) {
        var all = of(t);
        boolean fits = low >= Math.max(all.low, -EXACT) && high <= Math.min(all.high, EXACT);           // false of a NaN
        return fits ? new Range(low, high) : all;
    }

    boolean isOne() { return low == high; }

    boolean isWithin(double least, double most) { return low >= least && high <= most; }

    boolean isWithin(Range r) { return isWithin(r.low, r.high); }

    Range join(Range r) { return new Range(Math.min(low, r.low), Math.max(high, r.high)); }

    /** What both say; nothing may be left, where no number ever comes. */
    Range meet(Range r) { return new Range(Math.max(low, r.low), Math.min(high, r.high)); }

    boolean isEmpty() { return low > high; }

    /** As far as another goes beyond this, so far as the dtype goes. */
    Range widened(Range r, DType t) {
        var all = of(t);
        return new Range(r.low < low ? all.low : low, r.high > high ? all.high : high);
    }
}
