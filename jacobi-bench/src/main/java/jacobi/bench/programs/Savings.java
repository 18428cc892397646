package jacobi.bench.programs;

import static jacobi.Jacobi.NONE;
import static jacobi.Jacobi.jit;
import static jacobi.Jacobi.vmap;

import java.util.Arrays;
import jacobi.F5;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.bench.Loop;
import jacobi.core.Array;
import jacobi.core.Index;
import jacobi.lax.Lax;

/**
 * Optimal savings by value function iteration on a grid of {@code wealth × income}, until values change by at most 10⁻⁵: the
 * whole solution is one call. The Bellman right-hand side is written for one wealth, income and choice and lifted by vmaps.
 * @see "Deaton (1991), Saving and liquidity constraints, Econometrica 59, 1221–1248"
 */
public enum Savings implements Entry {
    SOLVE;

    private static final double GROSS_RETURN = 1.01;
    private static final double DISCOUNT = 0.98;
    private static final double RISK_AVERSION = 2;
    private static final double TOLERANCE = 1e-5;
    private static final double PERSISTENCE = 0.9;
    private static final double DEVIATION = 0.1;

    /** Wealth {@code f64[w]}, income {@code f64[y]}, and the chances of tomorrow's income given today's {@code f64[y,y]}. */
    record Household(Array wealth, Array income, Array chances) {}

    /** Values {@code f64[w,y]}, the largest change in the last sweep, and how many sweeps were made. */
    record Sweeps(Array values, Array change, Array count) {}

    /** What it is worth to keep {@code next}: utility of what is consumed, and the discounted value of tomorrow. */
    static Array worth(Array wealth, Array income, Array chances, Array next, Array tomorrow) {
        Array consumption = wealth.times(GROSS_RETURN).plus(income).minus(next);
        Array utility = consumption.pow(1 - RISK_AVERSION).div(1 - RISK_AVERSION);
        Array total = utility.plus(tomorrow.dot(chances).times(DISCOUNT));
        return Array.where(consumption.gt(0), total, Double.NEGATIVE_INFINITY);
    }

    static Sweeps sweep(Household h, Sweeps s) {
        F5<Array, Array, Array, Array, Array, Array> choices = vmap(Savings::worth, new int[] {NONE, NONE, NONE, 0, 0}, 0);
        F5<Array, Array, Array, Array, Array, Array> incomes = vmap(choices, new int[] {NONE, 0, 0, NONE, NONE}, 0);
        F5<Array, Array, Array, Array, Array, Array> all = vmap(incomes, new int[] {0, NONE, NONE, NONE, NONE}, 0);
        Array values = all.apply(h.wealth, h.income, h.chances, h.wealth, s.values).max(2);
        return new Sweeps(values, values.minus(s.values).abs().max(), s.count.plus(1));
    }

    static Sweeps solve(Household h) {
        var start = new Sweeps(Array.zeros(h.wealth.dim(0), h.income.dim(0)), Array.of(Double.POSITIVE_INFINITY), Array.of(0L));
        return Lax.whileLoop(s -> s.change.gt(TOLERANCE), s -> sweep(h, s), start);
    }

    private static Household household(long... n) {
        double[] wealth = Inputs.ramp(n[0], 5 - 0.01);
        Arrays.setAll(wealth, i -> 0.01 + wealth[i]);
        double end = 3 * DEVIATION / Math.sqrt(1 - PERSISTENCE * PERSISTENCE);
        double[] states = Inputs.ramp(n[1], 2 * end);
        Arrays.setAll(states, i -> states[i] - end);
        return new Household(Array.of(wealth), Array.of(states).exp(), chances(Array.of(states), end / (n[1] - 1)));
    }

    /** By Tauchen's method: the chance of the cell around each state; the outermost cells go on for ever. */
    private static Array chances(Array states, double half) {
        Array inner = states.get(Index.to(-1)).plus(half);
        Array infinity = Array.full(Double.POSITIVE_INFINITY, 1);
        Array mean = states.times(PERSISTENCE).expandDims(1);
        Array above = normalCdf(Array.concatenate(0, inner, infinity).minus(mean).div(DEVIATION));
        return above.minus(normalCdf(Array.concatenate(0, infinity.unaryMinus(), inner).minus(mean).div(DEVIATION)));
    }

    private static Array normalCdf(Array x) {
        return x.times(-Math.sqrt(0.5)).erfc().times(0.5);
    }

    @Override public Contender jacobi(long... n) {
        var household = household(n);
        var solve = jit(Savings::solve);
        return new Calls(() -> {
            var end = solve.apply(household);
            return new Array[] {end.values, end.count};
        });
    }

    @Override public Contender java(long... n) {
        var plain = new Plain(household(n));
        return new Loop(plain::solve, () -> new double[][] {plain.values, {plain.count}});
    }

    /** In plain Java: utilities in a table {@code [w,y,w']}, expected values in one {@code [y,w']}. */
    private static final class Plain {
        private final double[] wealth;
        private final double[] income;
        private final double[] chances;
        private double[] values;
        private double[] better;
        private double count;

        Plain(Household h) {
            wealth = h.wealth.toDoubleArray();
            income = h.income.toDoubleArray();
            chances = h.chances.toDoubleArray();
        }

        void solve() {
            int w = wealth.length, y = income.length;
            double[] utility = new double[w * y * w], expected = new double[y * w];
            values = new double[w * y];
            better = new double[w * y];
            Loop.parallel(w, (begin, end) -> utilities(utility, begin, end));
            double change = Double.POSITIVE_INFINITY;
            for (count = 0; change > TOLERANCE; count++) {
                Loop.parallel(y, (begin, end) -> expect(expected, begin, end));
                Loop.parallel(w, (begin, end) -> choose(utility, expected, begin, end));
                change = 0;
                for (int i = 0; i < values.length; i++) change = Math.max(change, Math.abs(better[i] - values[i]));
                double[] old = values;
                values = better;
                better = old;
            }
        }

        private void utilities(double[] utility, int begin, int end) {
            int w = wealth.length, y = income.length;
            for (int i = begin; i < end; i++)
                for (int j = 0; j < y; j++)
                    for (int k = 0; k < w; k++) {
                        double c = GROSS_RETURN * wealth[i] + income[j] - wealth[k];
                        utility[(i * y + j) * w + k] = c > 0 ? utility(c) : Double.NEGATIVE_INFINITY;
                    }
        }

        private static double utility(double consumption) {
            return Math.pow(consumption, 1 - RISK_AVERSION) / (1 - RISK_AVERSION);
        }

        private void expect(double[] expected, int begin, int end) {
            int w = wealth.length, y = income.length;
            for (int j = begin; j < end; j++)
                for (int k = 0; k < w; k++) {
                    double sum = 0;
                    for (int l = 0; l < y; l++) sum += values[k * y + l] * chances[j * y + l];
                    expected[j * w + k] = DISCOUNT * sum;
                }
        }

        private void choose(double[] utility, double[] expected, int begin, int end) {
            int w = wealth.length, y = income.length;
            for (int i = begin; i < end; i++)
                for (int j = 0; j < y; j++) {
                    double best = Double.NEGATIVE_INFINITY;
                    for (int k = 0; k < w; k++) best = Math.max(best, utility[(i * y + j) * w + k] + expected[j * w + k]);
                    better[i * y + j] = best;
                }
        }
    }
}
