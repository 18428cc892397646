package jacobi.bench;

import java.util.List;
import jacobi.bench.others.Chance;
import jacobi.bench.others.Fit;
import jacobi.bench.others.Flow;
import jacobi.bench.others.Function;
import jacobi.bench.others.Grid;
import jacobi.bench.others.Lookup;
import jacobi.bench.others.Matrices;
import jacobi.bench.others.Moves;
import jacobi.bench.others.Option;
import jacobi.bench.others.Pairs;
import jacobi.bench.others.Place;
import jacobi.bench.others.Plan;
import jacobi.bench.others.Root;
import jacobi.bench.others.Running;
import jacobi.bench.others.Series;
import jacobi.bench.others.Softmax;
import jacobi.bench.others.Spread;
import jacobi.bench.others.Straight;
import jacobi.bench.others.Sum;
import jacobi.bench.others.Whole;
import jacobi.bench.others.Window;

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
        Workload.other(Function.ERF32, MANY).small(1003).within(1e-5),
        Workload.other(Option.PRICE, 1_000_000).small(1003),
        Workload.other(Option.DELTA, 1_000_000).small(1003),
        Workload.other(Root.KEPLER, 200_000).small(1003),
        Workload.other(Root.HERON, 1_000_000).small(1003),
        Workload.other(Root.HALVING, 1_000_000).small(1003),
        Workload.other(Root.ESCAPE, 384, 256).small(37, 22),
        Workload.other(Grid.RELAX, 100, 500, 500).small(7, 23, 37),
        Workload.other(Grid.LIFE, 100, 512, 512).small(7, 23, 37),
        Workload.other(Grid.HEAT, 1000, 10_000).small(7, 103),
        Workload.other(Pairs.BODIES, 500, 3, 10).small(23, 3, 4),
        Workload.other(Pairs.DISTANCES, 1000, 16).small(23, 16),
        Workload.other(Pairs.NEAREST, 1000, 3).small(23, 3),
        Workload.other(Flow.LORENZ, 200_000).check(500).small(50),
        Workload.other(Flow.MANY, 1000, 1000).small(50, 37),
        Workload.other(Flow.PENDULUM, 20_000).check(500).small(50),
        Workload.other(Flow.POPULATIONS, 1000, 10_000).check(20, 10_000).small(20, 37),
        Workload.other(Flow.SPIRAL, 1_000_000).small(50),
        Workload.other(Series.GARCH, 1_000_000).small(1003),
        Workload.other(Series.GARCHGRAD, 100_000).small(1003),
        Workload.other(Series.KALMAN, 10_000).small(53),
        Workload.other(Series.WALK, 1_000_000).small(1003),
        Workload.other(Matrices.POWERS, 16, 10_000).check(16, 100).small(16, 10),
        Workload.other(Matrices.POWERS, 64, 1000).check(64, 50).small(64, 10).named("matrices_powers64"),
        Workload.other(Matrices.PRODUCTS, 3, 100_000).small(3, 37),
        Workload.other(Matrices.SOLVE, 3, 100_000).small(3, 37),
        Workload.other(Lookup.HISTOGRAM, 1_000_000, 1000).small(1003, 10),
        Workload.other(Lookup.EMBEDDING, 10_000, 20_000).small(100, 53).within(1e-5),
        Workload.other(Lookup.BILINEAR, 1000, 1_000_000).small(23, 103),
        Workload.other(Lookup.SORT, 1_000_000).small(1003),
        Workload.other(Plan.VALUES, 40, 500, 20).small(5, 37, 4).within(1e-5),
        Workload.other(Plan.CAKE, 500, 200, 100).small(53, 37, 10),
        Workload.other(Plan.WAYS, 300).small(37),
        Workload.other(Plan.CHAIN, 200, 1000).small(37, 10),
        Workload.other(Plan.EDITS, 1000, 1000).small(37, 53),
        Workload.other(Fit.LOGIT, 20_000, 50).small(53, 7),
        Workload.other(Fit.CURVATURE, 20_000, 50).small(53, 7),
        Workload.other(Fit.RECURRENT, 500, 32).check(50, 32).small(20, 12),
        Workload.other(Window.SLIDING, 1_000_000).small(103),
        Workload.other(Window.IMAGE, 1000, 1000).small(23, 37).within(1e-5),
        Workload.other(Window.POOL, 2000, 1000).small(24, 38),
        Workload.other(Chance.PI32, MANY).small(1003),
        Workload.other(Chance.PI64, MANY).small(1003),
        Workload.other(Moves.TRANSPOSE, 2000, 1500).small(37, 53),
        Workload.other(Moves.PERMUTE, 120, 150, 200).small(5, 7, 19),
        Workload.other(Moves.FLIP, 2000, 1500).small(37, 53),
        Workload.other(Moves.CHOOSE, 2000, 1500).small(37, 53),
        Workload.other(Moves.JOIN, 1000, 1500).small(37, 53),
        Workload.other(Straight.CODE, 10_000).small(53),
        Workload.other(Straight.GRADIENT, 1000).small(53));

    private Others() {}
}
