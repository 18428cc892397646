package jacobi.bench.others;

import static jacobi.Jacobi.grad;
import static jacobi.Jacobi.vmap;

import jacobi.F3;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.Shape;

/**
 * The price of a call option, written for one spot, strike and volatility, or its derivative by the spot, for many.
 * @see "Black and Scholes (1973), The pricing of options and corporate liabilities, Journal of Political Economy 81, 637–654"
 */
public enum Option implements Entry {
    PRICE, DELTA;

    private static final double RATE = 0.03;
    private static final double YEARS = 0.5;

    static Array price(Array spot, Array strike, Array volatility) {
        Array spread = volatility.times(Math.sqrt(YEARS));
        Array d = spot.div(strike).log().plus(volatility.square().times(0.5).plus(RATE).times(YEARS)).div(spread);
        return spot.times(normalCdf(d)).minus(strike.times(Math.exp(-RATE * YEARS)).times(normalCdf(d.minus(spread))));
    }

    private static Array normalCdf(Array x) {
        return x.times(Math.sqrt(0.5)).erf().plus(1).times(0.5);
    }

    private static Array around(double middle, double width, long seed, long n) {
        return Inputs.noise(seed, Shape.of(n)).times(width).plus(middle);
    }

    @Override public Contender jacobi(long... n) {
        F3<Array, Array, Array, Array> one = this == PRICE ? Option::price : grad(Option::price), all = vmap(one);
        return Calls.of(all, around(100, 20, 1, n[0]), around(100, 20, 2, n[0]), around(0.3, 0.2, 3, n[0]));
    }
}
