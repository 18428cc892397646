/* Value and gradient of Σ xᵢ² after steps xᵢ' = xᵢ + 0.01 (xᵢ₊₁ − xᵢ) cos xᵢ around a ring. Rows are padded to whole vectors; what is
 * computed in the padding is harmless. */
#include "bench.h"

#define RATE 0.01
#define WIDTH 8
#define MOST 1024

static long steps, count, padded;
static double *rate, *slope, gradient[MOST], loss;

static void prepare(const long *n) {
    steps = n[0];
    count = n[1];
    padded = (count + WIDTH - 1) / WIDTH * WIDTH;
    if (padded + WIDTH > MOST) abort();
    rate = buffer(steps * padded * 8);
    slope = buffer(steps * padded * 8);
}

/* Sine and cosine stand apart, because gcc makes one scalar call of the two together. */
static void forward(const double *restrict x, double *restrict next, double *restrict r, double *restrict s, long n) {
    #pragma omp simd
    for (long i = 0; i < n; i++) r[i] = RATE * cos(x[i]);
    #pragma omp simd
    for (long i = 0; i < n; i++) {
        double d = x[i + 1] - x[i];
        s[i] = 1 - r[i] - RATE * d * sin(x[i]);
        next[i] = x[i] + d * r[i];
    }
}

/* to[i + 1] and from[i + 1] belong to element i; from[0] is 0. */
static void backward(const double *restrict from, double *restrict to, const double *restrict r, const double *restrict s, long n) {
    double around = from[count] * r[count - 1];
    to[1] = from[1] * s[0] + around;
    #pragma omp simd
    for (long i = 1; i < n; i++) to[i + 1] = from[i + 1] * s[i] + from[i] * r[i - 1];
}

static void run(void) {
    double a[MOST] = {0}, b[MOST] = {0}, *x = a, *y = b, *t;
    const long n = padded;
    for (long i = 0; i < count; i++) x[i] = noise(5, i);
    for (long k = 0; k < steps; k++) {
        x[count] = x[0];
        forward(x, y, rate + k * n, slope + k * n, n);
        t = x, x = y, y = t;
    }
    double sum = 0;
    for (long i = 0; i < count; i++) sum += x[i] * x[i];
    loss = sum;
    for (long i = 0; i < n; i++) y[i + 1] = i < count ? 2 * x[i] : 0;
    for (long k = steps - 1; k >= 0; k--) {
        backward(y, x, rate + k * n, slope + k * n, n);
        t = x, x = y, y = t;
    }
    memcpy(gradient, y + 1, count * 8);
}

static void result(void) {
    emit_one(loss);
    for (long i = 0; i < count; i++) emit_one(gradient[i]);
}
