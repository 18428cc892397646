/* Three bodies in the plane by Runge–Kutta steps; and the gradient of a final coordinate by the adjoint of each step */
#include "bench.h"

#define STEP 1e-3

static const double START[12] = {0.97000436, -0.24308753, -0.97000436, 0.24308753, 0, 0,
                                 0.466203685, 0.43236573, 0.466203685, 0.43236573, -0.93240737, -0.86473146};

static long steps;
static double (*states)[12], answer[12];

static void prepare(const long *n) {
    steps = n[0];
#ifdef GRADIENT
    states = buffer(steps * sizeof *states);
#endif
}

/* The pull between bodies i and j. */
static inline __attribute__((always_inline)) void pull(const double *q, double *a, int i, int j) {
    double dx = q[2 * j] - q[2 * i], dy = q[2 * j + 1] - q[2 * i + 1], s = dx * dx + dy * dy;
    double f = 1 / (s * sqrt(s));
    a[2 * i] += f * dx;
    a[2 * i + 1] += f * dy;
    a[2 * j] -= f * dx;
    a[2 * j + 1] -= f * dy;
}

static inline __attribute__((always_inline)) void rate(const double *x, double *k) {
    for (int i = 0; i < 6; i++) k[i] = x[6 + i], k[6 + i] = 0;
    pull(x, k + 6, 0, 1);
    pull(x, k + 6, 0, 2);
    pull(x, k + 6, 1, 2);
}

static inline __attribute__((always_inline)) void move(double *to, const double *x, const double *k, double time) {
    for (int i = 0; i < 12; i++) to[i] = x[i] + time * k[i];
}

static inline __attribute__((always_inline)) void step(double *x) {
    double k1[12], k2[12], k3[12], k4[12], at[12];
    rate(x, k1);
    move(at, x, k1, STEP / 2);
    rate(at, k2);
    move(at, x, k2, STEP / 2);
    rate(at, k3);
    move(at, x, k3, STEP);
    rate(at, k4);
    for (int i = 0; i < 12; i++) x[i] += STEP / 6 * (k1[i] + 2 * (k2[i] + k3[i]) + k4[i]);
}

#ifndef GRADIENT
static void run(void) {
    double x[12];
    memcpy(x, START, sizeof x);
    for (long t = 0; t < steps; t++) step(x);
    memcpy(answer, x, sizeof x);
}
#else
static inline __attribute__((always_inline)) void pulled(const double *q, const double *a, double *ct, int i, int j) {
    double dx = q[2 * j] - q[2 * i], dy = q[2 * j + 1] - q[2 * i + 1], s = dx * dx + dy * dy;
    double wx = a[2 * i] - a[2 * j], wy = a[2 * i + 1] - a[2 * j + 1];
    double f = 1 / (s * sqrt(s)), g = 3 * f / s * (dx * wx + dy * wy);
    double x = f * wx - g * dx, y = f * wy - g * dy;
    ct[2 * j] += x;
    ct[2 * j + 1] += y;
    ct[2 * i] -= x;
    ct[2 * i + 1] -= y;
}

/* The cotangent of a state from that of its rate. */
static inline __attribute__((always_inline)) void rated(const double *x, const double *k, double *ct) {
    for (int i = 0; i < 6; i++) ct[6 + i] = k[i], ct[i] = 0;
    pulled(x, k + 6, ct, 0, 1);
    pulled(x, k + 6, ct, 0, 2);
    pulled(x, k + 6, ct, 1, 2);
}

static inline __attribute__((always_inline)) void stepped(const double *x, double *ct) {
    double k[12], x1[12], x2[12], x3[12], c[12], r[12], sum[12];
    rate(x, k);
    move(x1, x, k, STEP / 2);
    rate(x1, k);
    move(x2, x, k, STEP / 2);
    rate(x2, k);
    move(x3, x, k, STEP);
    for (int i = 0; i < 12; i++) r[i] = STEP / 6 * ct[i];
    rated(x3, r, c);
    for (int i = 0; i < 12; i++) sum[i] = ct[i] + c[i], r[i] = STEP / 3 * ct[i] + STEP * c[i];
    rated(x2, r, c);
    for (int i = 0; i < 12; i++) sum[i] += c[i], r[i] = STEP / 3 * ct[i] + STEP / 2 * c[i];
    rated(x1, r, c);
    for (int i = 0; i < 12; i++) sum[i] += c[i], r[i] = STEP / 6 * ct[i] + STEP / 2 * c[i];
    rated(x, r, c);
    for (int i = 0; i < 12; i++) ct[i] = sum[i] + c[i];
}

static void run(void) {
    double x[12], ct[12] = {1};
    memcpy(x, START, sizeof x);
    for (long t = 0; t < steps; t++) {
        memcpy(states[t], x, sizeof x);
        step(x);
    }
    for (long t = steps - 1; t >= 0; t--) stepped(states[t], ct);
    memcpy(answer, ct, sizeof ct);
}
#endif

static void result(void) { EMIT(answer, 12); }
