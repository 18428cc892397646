/* prices of call options, and their derivatives by the spot */
#include "bench.h"

#define RATE 0.03
#define YEARS 0.5

static long count;
static double *spot, *strike, *volatility, *y;

static void prepare(const long *n) {
    count = n[0];
    MAKE(double, spot, count, 100 + 20 * noise(1, i));
    MAKE(double, strike, count, 100 + 20 * noise(2, i));
    MAKE(double, volatility, count, 0.3 + 0.2 * noise(3, i));
    MAKE(double, y, count, 0);
}

static inline double normal_cdf(double x) { return 0.5 * (1 + erf(x * sqrt(0.5))); }

static void run(void) {
    const double *restrict s = spot, *restrict k = strike, *restrict v = volatility;
    double *restrict out = y;
    #pragma omp parallel for simd schedule(static)
    for (long i = 0; i < count; i++) {
        double spread = v[i] * sqrt(YEARS), d = (log(s[i] / k[i]) + (0.5 * v[i] * v[i] + RATE) * YEARS) / spread;
        #ifdef PRICE
        out[i] = s[i] * normal_cdf(d) - k[i] * exp(-RATE * YEARS) * normal_cdf(d - spread);
        #else
        double e = d - spread, density = 1 / sqrt(2 * M_PI);
        double rest = density * exp(-0.5 * d * d) - k[i] / s[i] * exp(-RATE * YEARS) * density * exp(-0.5 * e * e);
        out[i] = normal_cdf(d) + rest / spread;
        #endif
    }
}

static void result(void) { EMIT(y, count); }
