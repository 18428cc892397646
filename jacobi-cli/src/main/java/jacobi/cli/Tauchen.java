package jacobi.cli;

import jacobi.core.Array;

/**
 * A Markov chain close to the AR(1) process y' = ρ y + σ ε, ε ~ N(0, 1), on evenly spaced states up to three standard deviations
 * of y.
 * @param states  {@code f64[n]}, ascending, in the units of y
 * @param chances {@code f64[n,n]}, row i the distribution of y' when y is state i
 * @see "Tauchen (1986), Finite state Markov-chain approximations to univariate and vector autoregressions, Economics Letters 20,
 * 177–181"
 */
record Tauchen(Array states, Array chances) {
    private static final double DEVIATIONS = 3;

    /**
     * @param n     number of states, at least 2
     * @param rho   persistence, |ρ| < 1
     * @param sigma standard deviation of the innovation, > 0
     */
    static Tauchen of(int n, double rho, double sigma) {
        if (n < 2 || !(Math.abs(rho) < 1) || !(sigma > 0))
            throw new IllegalArgumentException("no Markov chain of n = %d, rho = %s, sigma = %s".formatted(n, rho, sigma));
        double end = DEVIATIONS * sigma / Math.sqrt(1 - rho * rho);
        double half = end / (n - 1);
        Array states = Array.linspace(-end, end, n);
        Array borders = Array.linspace(-end + half, end - half, n - 1);
        Array above = Array.concatenate(0, borders, Array.full(Double.POSITIVE_INFINITY, 1));
        Array below = Array.concatenate(0, Array.full(Double.NEGATIVE_INFINITY, 1), borders);
        Array mean = states.times(rho).expandDims(1);
        return new Tauchen(states, normalCdf(above.minus(mean).div(sigma)).minus(normalCdf(below.minus(mean).div(sigma))));
    }

    private static Array normalCdf(Array x) {
        return x.times(-Math.sqrt(0.5)).erfc().times(0.5);
    }
}
