/* Optimal savings by value function iteration: utilities in a table, expected values as a small product, then the best choice */
#include "bench.h"

#define GROSS_RETURN 1.01
#define DISCOUNT 0.98
#define TOLERANCE 1e-5
#define PERSISTENCE 0.9
#define DEVIATION 0.1
#define NEVER -1e300

static long nw, ny;
static double *wealth, *income, *chances, *utility, *expected, *values, *better, sweeps;

static double normal_cdf(double x) { return 0.5 * erfc(-x * sqrt(0.5)); }

static void tauchen(void) {
    double end = 3 * DEVIATION / sqrt(1 - PERSISTENCE * PERSISTENCE), step = 2 * end / (ny - 1), half = step / 2;
    for (long i = 0; i < ny; i++) income[i] = exp(i * step - end);
    for (long i = 0; i < ny; i++)
        for (long j = 0; j < ny; j++) {
            double from = j * step - end - PERSISTENCE * (i * step - end);
            double below = j == 0 ? 0 : normal_cdf((from - half) / DEVIATION);
            double above = j == ny - 1 ? 1 : normal_cdf((from + half) / DEVIATION);
            chances[i * ny + j] = above - below;
        }
}

static void prepare(const long *n) {
    nw = n[0];
    ny = n[1];
    wealth = buffer(nw * 8);
    income = buffer(ny * 8);
    chances = buffer(ny * ny * 8);
    utility = buffer(nw * ny * nw * 8);
    expected = buffer(ny * nw * 8);
    values = buffer(nw * ny * 8);
    better = buffer(nw * ny * 8);
    double step = (5 - 0.01) / (nw - 1);
    for (long i = 0; i < nw; i++) wealth[i] = 0.01 + i * step;
    tauchen();
}

/* Values are kept as [y][w], so that choices lie side by side. */
static void run(void) {
    double change = INFINITY;
    sweeps = 0;
    #pragma omp parallel
    {
        #pragma omp for schedule(static)
        for (long j = 0; j < ny; j++) {
            for (long i = 0; i < nw; i++) {
                values[j * nw + i] = 0;
                double have = GROSS_RETURN * wealth[i] + income[j], *restrict u = utility + (j * nw + i) * nw;
                #pragma omp simd
                for (long k = 0; k < nw; k++) {
                    double c = have - wealth[k];
                    u[k] = c > 0 ? -1 / c : NEVER;
                }
            }
        }
        for (;;) {
            double last = change;
            #pragma omp barrier
            if (last <= TOLERANCE) break;
            #pragma omp single
            change = 0;
            #pragma omp for schedule(static) reduction(max : change)
            for (long j = 0; j < ny; j++) {
                double *restrict e = expected + j * nw;
                memset(e, 0, nw * 8);
                for (long l = 0; l < ny; l++) {
                    double q = DISCOUNT * chances[j * ny + l];
                    const double *restrict v = values + l * nw;
                    #pragma omp simd
                    for (long k = 0; k < nw; k++) e[k] += q * v[k];
                }
                for (long i = 0; i < nw; i++) {
                    const double *restrict u = utility + (j * nw + i) * nw;
                    double best = NEVER;
                    #pragma omp simd reduction(max : best)
                    for (long k = 0; k < nw; k++) best = u[k] + e[k] > best ? u[k] + e[k] : best;
                    double d = fabs(best - values[j * nw + i]);
                    change = d > change ? d : change;
                    better[j * nw + i] = best;
                }
            }
            #pragma omp single
            {
                double *old = values;
                values = better;
                better = old;
                sweeps++;
            }
        }
    }
}

static void result(void) {
    double *v = buffer(nw * ny * 8);
    for (long i = 0; i < nw; i++)
        for (long j = 0; j < ny; j++) v[i * ny + j] = values[j * nw + i];
    EMIT(v, nw * ny);
    emit_one(sweeps);
    free(v);
}
