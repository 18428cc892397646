/* small matrices, one after another and side by side */
#include "bench.h"

#ifndef ORDER
#define ORDER 16
#endif

static long order, count;
static double *a, *b, *y, *other;

static void prepare(const long *n) {
    order = n[0];
    count = n[1];
    #ifdef POWERS
    MAKE(double, a, order * order, noise(1, i) / sqrt(order));
    MAKE(double, b, order * order, noise(2, i));
    MAKE(double, y, order * order, 0);
    MAKE(double, other, order * order, 0);
    #else
    MAKE(double, a, order * order * count, noise(1, i));
    MAKE(double, b, order * order * count, noise(2, i));
    MAKE(double, y, order * order * count, 0);
    #endif
}

#if defined POWERS
/* Four rows at once share what they read; written for orders that are multiples of 4 and 16, known here. */
static inline __attribute__((always_inline)) void product(long n, const double *restrict x, double *restrict out) {
    for (long i = 0; i < n; i += 4)
        for (long j = 0; j < n; j += 16) {
            double sum[4][16] = {{0}};
            for (long k = 0; k < n; k++)
                for (int r = 0; r < 4; r++)
                    #pragma omp simd
                    for (int c = 0; c < 16; c++) sum[r][c] += x[(i + r) * n + k] * a[k * n + j + c];
            for (int r = 0; r < 4; r++)
                #pragma omp simd
                for (int c = 0; c < 16; c++) out[(i + r) * n + j + c] = 0.5 * sum[r][c] + b[(i + r) * n + j + c];
        }
}

static void run(void) {
    memcpy(y, b, order * order * 8);
    for (long t = 0; t < count; t++) {
        if (order == 16) product(16, y, other);
        else if (order == 64) product(64, y, other);
        else product(order, y, other);
        double *old = y;
        y = other, other = old;
    }
}

static void result(void) { EMIT(y, order * order); }
#elif defined PRODUCTS
static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long m = 0; m < count; m++) {
        const double *restrict p = a + 9 * m, *restrict q = b + 9 * m;
        double *restrict out = y + 9 * m;
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) out[3 * i + j] = p[3 * i] * q[j] + p[3 * i + 1] * q[3 + j] + p[3 * i + 2] * q[6 + j];
    }
}

static void result(void) { EMIT(y, 9 * count); }
#else
/* Cramer's rule. */
static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long m = 0; m < count; m++) {
        const double *restrict p = a + 9 * m, *restrict r = b + 3 * m;
        double *restrict out = y + 3 * m, p0 = p[0] + 3, p4 = p[4] + 3, p8 = p[8] + 3;
        double c0 = p4 * p8 - p[5] * p[7], c1 = p[5] * p[6] - p[3] * p8, c2 = p[3] * p[7] - p4 * p[6];
        double d = 1 / (p0 * c0 + p[1] * c1 + p[2] * c2);
        out[0] = d * (c0 * r[0] + (p[2] * p[7] - p[1] * p8) * r[1] + (p[1] * p[5] - p[2] * p4) * r[2]);
        out[1] = d * (c1 * r[0] + (p0 * p8 - p[2] * p[6]) * r[1] + (p[2] * p[3] - p0 * p[5]) * r[2]);
        out[2] = d * (c2 * r[0] + (p[1] * p[6] - p0 * p[7]) * r[1] + (p0 * p4 - p[1] * p[3]) * r[2]);
    }
}

static void result(void) { EMIT(y, 3 * count); }
#endif
