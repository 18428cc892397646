package jacobi.cli;

import static jacobi.Jacobi.jacfwd;
import static jacobi.Jacobi.jacrev;
import static jacobi.Jacobi.jit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jacobi.F2;
import jacobi.Pair;
import jacobi.core.Array;
import jacobi.plot.Plot;
import jacobi.plot.Report;
import jacobi.plot.Table;

/**
 * Prices at which all markets clear at once, found by Newton's method with a Jacobian that nobody derived by hand. Excess demand
 * of the goods at prices p is exp(−A p) + c − b √p.
 */
final class MarketDemo implements Demo {
    private static final double TOLERANCE = 1e-5;
    private static final int MOST_STEPS = 15;
    private static final long SEED = 32;

    /** How demand reacts to prices {@code f64[n,n]}; levels of supply and of demand {@code f64[n]}. */
    record Market(Array reactions, Array supply, Array demand) {
        /** With supply and demand of one. */
        static Market of(Array reactions) {
            long n = reactions.dim(0);
            return new Market(reactions, Array.ones(n), Array.ones(n));
        }

        /** Two goods. */
        static Market small() {
            return of(Array.of(new double[][] {{0.5, 0.4}, {0.8, 0.2}}));
        }

        /** Of n goods whose reactions are pseudo-random and sum to one for each price. */
        static Market large(int n) {
            Array a = Array.of(lcg(n * n)).reshape(n, n);
            return of(a.div(a.sum(0)));
        }

        /** Numbers in [0, 1) of a linear congruential generator, for its results are the same everywhere. */
        private static double[] lcg(int count) {
            long[] state = {SEED};
            return IntStream.range(0, count)
                .mapToDouble(i -> (state[0] = 1664525 * state[0] + 1013904223 & 0xFFFFFFFFL) / 0x1p32).toArray();
        }
    }

    /** Demand beyond supply of each good, {@code f64[n]}, at prices {@code f64[n]}, > 0. */
    static Array excess(Array prices, Market m) {
        Array demand = m.reactions.matmul(prices).unaryMinus().exp().plus(m.demand);
        return demand.minus(m.supply.times(prices.sqrt()));
    }

    /** What Newton's method went through: prices after each step, from the first guess on, and the lengths of the steps. */
    record Path(List<Array> prices, List<Double> steps) {
        Array end() {
            return prices.getLast();
        }
    }

    /**
     * Steps until one is no longer than the tolerance, from prices of one.
     * @param jacobian of {@link #excess} with respect to prices
     * @throws IllegalStateException if a price is no number any more, or after too many steps
     */
    static Path newton(Market m, F2<Array, Market, Array> jacobian, Progress progress) {
        F2<Array, Market, Pair<Array, Array>> step = jit((p, market) -> {
            Array change = jacobian.apply(p, market).solve(excess(p, market)).unaryMinus();
            return new Pair<>(p.plus(change), change.square().sum().sqrt());
        });
        var prices = new ArrayList<>(List.of(Array.ones(m.demand.dim(0))));
        var steps = new ArrayList<Double>();
        try (var work = progress.begin("Newton", MOST_STEPS)) {
            while (steps.isEmpty() || steps.getLast() > TOLERANCE) {
                if (steps.size() == MOST_STEPS) throw new IllegalStateException("no prices after %d steps".formatted(MOST_STEPS));
                var next = step.apply(prices.getLast(), m);
                prices.add(next.first());
                steps.add(next.second().item());
                if (!Double.isFinite(steps.getLast()))
                    throw new IllegalStateException("step %d left the positive prices".formatted(steps.size()));
                work.at(steps.size(), "step of %.1e".formatted(steps.getLast()));
            }
        }
        return new Path(prices, steps);
    }

    /** A way to clear a market, and how it went. */
    private record Run(String mode, Market market, Path path, double seconds) {
        static Run of(String mode, F2<Array, Market, Array> jacobian, Market market, Progress progress) {
            long start = System.nanoTime();
            Path path = newton(market, jacobian, progress);
            return new Run(mode, market, path, (System.nanoTime() - start) * 1e-9);
        }

        long goods() {
            return market.demand.dim(0);
        }

        Table row(Table table) {
            double worst = excess(path.end(), market).abs().max().item();
            return table.row(goods(), mode, path.steps.size(), "%.9f".formatted(path.end().mean().item()),
                             "%.1e".formatted(worst), "%.3f".formatted(seconds));
        }

        Plot line(Plot plot) {
            double[] numbers = IntStream.rangeClosed(1, path.steps.size()).asDoubleStream().toArray();
            return plot.path("%,d goods".formatted(goods()), numbers, path.steps.stream().mapToDouble(s -> s).toArray());
        }
    }

    @Override public Report run(Progress progress) {
        F2<Array, Market, Array> forward = jacfwd(MarketDemo::excess);
        F2<Array, Market, Array> reverse = jacrev(MarketDemo::excess);
        Market small = Market.small();
        Market large = Market.large(2000);
        var two = Run.of("forward", forward, small, progress);
        var twoBack = Run.of("reverse", reverse, small, progress);
        var many = Run.of("forward", forward, large, progress);
        var manyBack = Run.of("reverse", reverse, large, progress);
        var table = Table.of("goods", "Jacobian", "steps", "mean price", "largest excess", "seconds");
        for (Run run : List.of(two, twoBack, many, manyBack)) table = run.row(table);
        return Report.titled("Prices that clear the markets")
            .text("""
                Excess demand of each good depends on all prices. Newton's method needs its Jacobian: the transformations jacfwd
                and jacrev make it, and a linear solve takes the step. Both are compiled into one native function a step.""")
            .code(SOURCE).table(table).text(prices(two.path.end()))
            .picture(many.line(two.line(Plot.titled("Newton's steps").axes("step", "length of the step").logarithmic())),
                     "Lengths of the steps: each has about twice as many correct digits as the one before.");
    }

    private static String prices(Array two) {
        return "Prices of the two goods: %.9f and %.9f; the reference: %.9f and %.9f.".formatted(two.get(0).item(),
            two.get(1).item(), References.of("market.2.price[0]").value(), References.of("market.2.price[1]").value());
    }

    static final String SOURCE = """
        static Array excess(Array prices, Market m) {
            Array demand = m.reactions.matmul(prices).unaryMinus().exp().plus(m.demand);
            return demand.minus(m.supply.times(prices.sqrt()));
        }

        F2<Array, Market, Array> forward = jacfwd(MarketDemo::excess);

        Array change = jacobian.apply(p, market).solve(excess(p, market)).unaryMinus();
        """;
}
