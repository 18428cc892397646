/* Value and gradient of Σ xᵢ² after steps xᵢ' = xᵢ + 0.01 (xᵢ₊₁ − xᵢ) cos xᵢ around a ring */
#include "bench.h"

#define RATE 0.01
#define MOST 1024

static long steps, count;
static double *rate, *slope, gradient[MOST], loss;

static void prepare(const long *n) {
    steps = n[0];
    count = n[1];
    if (count >= MOST) abort();
    rate = buffer(steps * count * 8);
    slope = buffer(steps * count * 8);
}

static void run(void) {
    double x[MOST + 1], next[MOST + 1], ct[MOST + 1];
    const long n = count;
    for (long i = 0; i < n; i++) x[i] = noise(5, i);
    for (long t = 0; t < steps; t++) {
        double *restrict r = rate + t * n, *restrict s = slope + t * n;
        x[n] = x[0];
        #pragma omp simd
        for (long i = 0; i < n; i++) {
            double d = x[i + 1] - x[i];
            r[i] = RATE * cos(x[i]);
            s[i] = 1 - r[i] - RATE * d * sin(x[i]);
            next[i] = x[i] + d * r[i];
        }
        memcpy(x, next, n * 8);
    }
    loss = 0;
    for (long i = 0; i < n; i++) loss += x[i] * x[i];
    for (long i = 0; i < n; i++) ct[i + 1] = 2 * x[i];
    /* ct[i + 1] belongs to element i, ct[0] to its neighbour around the ring. */
    for (long t = steps - 1; t >= 0; t--) {
        const double *restrict r = rate + t * n, *restrict s = slope + t * n;
        double first = ct[1] * s[0] + ct[n] * r[n - 1];
        #pragma omp simd
        for (long i = 1; i < n; i++) next[i] = ct[i + 1] * s[i] + ct[i] * r[i - 1];
        memcpy(ct + 2, next + 1, (n - 1) * 8);
        ct[1] = first;
    }
    memcpy(gradient, ct + 1, n * 8);
}

static void result(void) {
    emit_one(loss);
    for (long i = 0; i < count; i++) emit_one(gradient[i]);
}
