package jacobi.bench;

import java.util.List;
import jacobi.bench.others.Function;
import jacobi.bench.others.Place;
import jacobi.bench.others.Running;
import jacobi.bench.others.Softmax;
import jacobi.bench.others.Spread;
import jacobi.bench.others.Sum;
import jacobi.bench.others.Whole;

/**
 * Programs beside the table: other functions, dtypes, shapes, axes, loop bodies and carries, for the table not to be all there
 * is.
 */
final class Others {
    /** By this name all of them are asked for. */
    static final String GROUP = "others";

    private static final long MANY = 10_000_000;

    static final List<Workload> ALL = List.of(
        Workload.other(Softmax.AXIS0, 1000, 2000).small(37, 53).within(1e-5),
        Workload.other(Softmax.AXIS1, 1000, 2000).small(37, 53).within(1e-5),
        Workload.other(Softmax.SHORT, 200_000, 10).small(37, 10).within(1e-5),
        Workload.other(Spread.VARIANCE0, 2000, 1500).small(37, 53),
        Workload.other(Spread.VARIANCE1, 2000, 1500).small(37, 53),
        Workload.other(Spread.LAYERNORM, 2000, 768).small(37, 53).within(1e-4),
        Workload.other(Sum.AXIS0, 120, 150, 200).small(5, 7, 19),
        Workload.other(Sum.AXIS1, 120, 150, 200).small(5, 7, 19),
        Workload.other(Sum.AXIS2, 120, 150, 200).small(5, 7, 19),
        Workload.other(Place.ARGMAX0, 2000, 1500).small(37, 53),
        Workload.other(Place.ARGMAX1, 2000, 1500).small(37, 53),
        Workload.other(Place.ARGMIN32, 2000, 1500).small(37, 53),
        Workload.other(Running.CUMSUM, MANY).small(1003),
        Workload.other(Running.CUMPROD, MANY).small(1003),
        Workload.other(Running.CUMMAX, MANY).small(1003),
        Workload.other(Running.CUMSUM0, 2000, 1500).small(37, 53),
        Workload.other(Running.CUMSUM1, 2000, 1500).small(37, 53),
        Workload.other(Whole.EXTREMES, MANY).small(1003),
        Workload.other(Whole.MIXED, MANY).small(1003).within(1e-6),
        Workload.other(Whole.HASH, MANY).small(1003),
        Workload.other(Function.TAN, MANY).small(1003),
        Workload.other(Function.ATAN2, MANY).small(1003),
        Workload.other(Function.ERF, MANY).small(1003),
        Workload.other(Function.EXPM1, MANY).small(1003),
        Workload.other(Function.SINH, MANY).small(1003),
        Workload.other(Function.CBRT, MANY).small(1003),
        Workload.other(Function.LOG1P, MANY).small(1003),
        Workload.other(Function.POW, MANY).small(1003),
        Workload.other(Function.POW32, MANY).small(1003).within(1e-5),
        Workload.other(Function.ERF32, MANY).small(1003).within(1e-5));

    private Others() {}
}
