/* sums over an axis of an array of three */
#include "bench.h"

static long a, b, c, count;
static double *x, *y;

static void prepare(const long *n) {
    a = n[0], b = n[1], c = n[2];
    MAKE(double, x, a * b * c, noise(1, i));
    #if defined AXIS0
    count = b * c;
    #elif defined AXIS1
    count = a * c;
    #else
    count = a * b;
    #endif
    MAKE(double, y, count, 0);
}

static void run(void) {
    #if defined AXIS0
    #pragma omp parallel for schedule(static)
    for (long from = 0; from < b * c; from += 512) {
        long to = from + 512 < b * c ? from + 512 : b * c;
        memset(y + from, 0, (to - from) * 8);
        for (long i = 0; i < a; i++) {
            const double *restrict in = x + i * b * c;
            double *restrict out = y;
            #pragma omp simd
            for (long j = from; j < to; j++) out[j] += in[j];
        }
    }
    #elif defined AXIS1
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < a; i++) {
        double *restrict out = y + i * c;
        memset(out, 0, c * 8);
        for (long j = 0; j < b; j++) {
            const double *restrict in = x + (i * b + j) * c;
            #pragma omp simd
            for (long k = 0; k < c; k++) out[k] += in[k];
        }
    }
    #else
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < a * b; i++) {
        const double *restrict in = x + i * c;
        double sum = 0;
        #pragma omp simd reduction(+ : sum)
        for (long k = 0; k < c; k++) sum += in[k];
        y[i] = sum;
    }
    #endif
}

static void result(void) { EMIT(y, count); }
