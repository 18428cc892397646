package jacobi.cli;

import static jacobi.Jacobi.NONE;
import static jacobi.Jacobi.jit;
import static jacobi.Jacobi.vmap;

import java.util.stream.LongStream;
import jacobi.F5;
import jacobi.cli.References.Reference;
import jacobi.core.Array;
import jacobi.lax.Lax;
import jacobi.plot.Plot;
import jacobi.plot.Report;
import jacobi.plot.Table;

/**
 * Optimal savings: a household with risky income chooses how much wealth to carry into the next period and may not borrow. Solved
 * by iterating the Bellman operator on a grid of 150 levels of wealth and 100 of income until values change by at most 10⁻⁵.
 * @see "Deaton (1991), Saving and liquidity constraints, Econometrica 59, 1221–1248"
 */
final class SavingsDemo implements Demo {
    private static final double GROSS_RETURN = 1.01;
    private static final double DISCOUNT = 0.98;
    private static final double RISK_AVERSION = 2;
    private static final double TOLERANCE = 1e-5;
    private static final long WEALTH_LEVELS = 150;
    private static final int INCOME_LEVELS = 100;

    /**
     * Wealth {@code f64[w]}; income {@code f64[y]}, in the same units; chances of tomorrow's income given today's
     * {@code f64[y,y]}.
     */
    record Household(Array wealth, Array income, Array chances) {
        /** Log income follows an AR(1) process of persistence 0.9 with innovations of standard deviation 0.1. */
        static Household standard() {
            var process = Tauchen.of(INCOME_LEVELS, 0.9, 0.1);
            return new Household(Array.linspace(0.01, 5, WEALTH_LEVELS), process.states().exp(), process.chances());
        }
    }

    /** A loop's state: values {@code f64[w,y]}, the largest change in the last sweep, sweeps made. */
    record Sweeps(Array values, Array change, Array count) {}

    /**
     * What is found: values, and the level of wealth chosen for tomorrow, {@code s64[w,y]}, with the number of sweeps it took.
     */
    record Solution(Array values, Array policy, Array sweeps) {}

    /**
     * What it is worth to have {@code wealth} and {@code income} now and to keep {@code next}: consumption's utility, and what is
     * expected of tomorrow.
     * @param chances of tomorrow's levels of income {@code f64[y]}
     * @param tomorrow the value of having {@code next} tomorrow at each level of income {@code f64[y]}
     */
    static Array worth(Array wealth, Array income, Array chances, Array next, Array tomorrow) {
        Array consumption = wealth.times(GROSS_RETURN).plus(income).minus(next);
        Array utility = consumption.pow(1 - RISK_AVERSION).div(1 - RISK_AVERSION);
        Array total = utility.plus(tomorrow.dot(chances).times(DISCOUNT));
        return Array.where(consumption.gt(0), total, Double.NEGATIVE_INFINITY);
    }

    /** {@link #worth} of every wealth, income and choice: {@code f64[w,y,w]}. */
    static Array worths(Household h, Array values) {
        F5<Array, Array, Array, Array, Array, Array> choices = vmap(SavingsDemo::worth, new int[] {NONE, NONE, NONE, 0, 0}, 0);
        F5<Array, Array, Array, Array, Array, Array> incomes = vmap(choices, new int[] {NONE, 0, 0, NONE, NONE}, 0);
        return vmap(incomes, new int[] {0, NONE, NONE, NONE, NONE}, 0).apply(h.wealth, h.income, h.chances, h.wealth, values);
    }

    /** Sweeps until nothing changes by more than the tolerance, then the best choice; of equally good ones the smallest. */
    static Solution solve(Household h) {
        var start = new Sweeps(Array.zeros(h.wealth.dim(0), h.income.dim(0)), Array.of(Double.POSITIVE_INFINITY), Array.of(0L));
        var end = Lax.whileLoop(s -> s.change.gt(TOLERANCE), s -> sweep(h, s), start);
        return new Solution(end.values, worths(h, end.values).argmax(2), end.count);
    }

    private static Sweeps sweep(Household h, Sweeps s) {
        Array better = worths(h, s.values).max(2);
        return new Sweeps(better, better.minus(s.values).abs().max(), s.count.plus(1));
    }

    @Override public Report run(Progress progress) {
        var household = Household.standard();
        var solver = jit(SavingsDemo::solve);
        long start = System.nanoTime();
        solver.apply(household);
        long first = System.nanoTime() - start;
        var solution = solver.apply(household);
        long second = System.nanoTime() - start - first;
        return Report.titled("How much to save")
            .text("""
                A household with risky income decides how much wealth to carry into the next period. The right-hand side of its
                Bellman equation is written for one level of wealth, one of income and one choice, lifted to all of them by three
                nested vmaps, and iterated in a while loop. Loop and all become one native function.""")
            .code(SOURCE).table(table(solution)).text(times(first, second))
            .picture(picture(household, solution), "Wealth carried into the next period. Below the dashed line it shrinks.");
    }

    private static String times(long first, long second) {
        return "The first call took %.3f seconds, compilation included; the second %.3f.".formatted(first * 1e-9, second * 1e-9);
    }

    private static Table table(Solution s) {
        long[] policy = s.policy.toLongArray();
        var table = Table.of("result", "Jacobi", "reference", "agrees");
        table = row(table, "sweeps of the Bellman operator", s.sweeps.item(), References.of("savings.sweeps"));
        table = row(table, "sum of the policy's indices", (double) LongStream.of(policy).sum(),
            References.of("savings.policy.sum"));
        return row(table, "checksum of the policy", checksum(policy), References.of("savings.policy.checksum"));
    }

    private static Table row(Table table, String name, double result, Reference reference) {
        String agrees = reference.agrees(result) ? "yes" : "no";
        return table.row(name, "%.0f".formatted(result), "%.0f".formatted(reference.value()), agrees);
    }

    /** Changes if any entry of the policy does. */
    static long checksum(long[] policy) {
        long sum = 0;
        for (int k = 0; k < policy.length; k++) sum = (sum + (k + 1) * policy[k]) % 1_000_000_007L;
        return sum;
    }

    private static Plot picture(Household h, Solution s) {
        double[] wealth = h.wealth.toDoubleArray();
        double[][] kept = h.wealth.take(s.policy, 0).transpose().toJava(double[][].class);
        double[] ends = {wealth[0], wealth[wealth.length - 1]};
        return Plot.titled("Optimal savings").axes("wealth today", "wealth tomorrow").dashes("no change", ends, ends)
            .line("low income", wealth, kept[1]).line("median income", wealth, kept[INCOME_LEVELS / 2])
            .line("high income", wealth, kept[INCOME_LEVELS - 1]);
    }

    static final String SOURCE = """
        static Array worth(Array wealth, Array income, Array chances,
                           Array next, Array tomorrow) {
            Array consumption = wealth.times(GROSS_RETURN).plus(income).minus(next);
            Array utility = consumption.pow(1 - RISK_AVERSION).div(1 - RISK_AVERSION);
            Array total = utility.plus(tomorrow.dot(chances).times(DISCOUNT));
            return Array.where(consumption.gt(0), total, Double.NEGATIVE_INFINITY);
        }
        """;
}
