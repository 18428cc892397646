/* loops of one element: as many elements side by side as fill a vector, until the last of them is done */
#include "bench.h"

#define ECCENTRICITY 0.7
#define MOST 50
#define PIXEL 0x1p-7
#define LANES 16

static long count, width;

#ifdef ESCAPE
static int64_t *y;

static void prepare(const long *n) {
    width = n[0];
    count = n[0] * n[1];
    MAKE(int64_t, y, count, 0);
}

static void escape(long row, long from) {
    double cx[LANES], cy = -1 + (row + 0.5) * PIXEL, zx[LANES] = {0}, zy[LANES] = {0};
    int64_t trips[LANES] = {0}, alive = 1;
    for (long j = 0; j < LANES; j++) cx[j] = -2 + (from + j) * PIXEL;
    for (long t = 0; alive && t < MOST; t++) {
        alive = 0;
        #pragma omp simd reduction(| : alive)
        for (long j = 0; j < LANES; j++) {
            double xx = zx[j] * zx[j], yy = zy[j] * zy[j], next = 2 * zx[j] * zy[j] + cy;
            int64_t go = xx + yy < 4;
            zx[j] = go ? xx - yy + cx[j] : zx[j];
            zy[j] = go ? next : zy[j];
            trips[j] += go;
            alive |= go;
        }
    }
    for (long j = 0; j < LANES && from + j < width; j++) y[row * width + from + j] = trips[j];
}

static void run(void) {
    #pragma omp parallel for schedule(dynamic, 8)
    for (long row = 0; row < count / width; row++)
        for (long from = 0; from < width; from += LANES) escape(row, from);
}
#else
static double *x, *y;

static void prepare(const long *n) {
    count = n[0];
    #ifdef HERON
    MAKE(double, x, count, 2 + noise(1, i));
    #else
    MAKE(double, x, count, noise(1, i));
    #endif
    MAKE(double, y, count, 0);
}

#ifdef KEPLER
static void run(void) {
    #pragma omp parallel for simd schedule(static)
    for (long i = 0; i < count; i++) {
        double mean = x[i], e = mean;
        for (int k = 0; k < 10; k++) e -= (e - ECCENTRICITY * sin(e) - mean) / (1 - ECCENTRICITY * cos(e));
        y[i] = e;
    }
}
#else
#ifdef HALVING
static void block(long from, long width) {
    double low[LANES], high[LANES];
    int64_t alive = 1;
    for (long j = 0; j < LANES; j++) low[j] = -2, high[j] = 2;
    while (alive) {
        alive = 0;
        #pragma omp simd reduction(| : alive)
        for (long j = 0; j < LANES; j++) {
            int64_t go = high[j] - low[j] > 1e-9;
            double middle = 0.5 * (low[j] + high[j]), is = x[j < width ? from + j : from];
            int64_t below = middle * (middle * middle + 1) < is;
            low[j] = go & below ? middle : low[j];
            high[j] = go & !below ? middle : high[j];
            alive |= go;
        }
    }
    for (long j = 0; j < width; j++) y[from + j] = 0.5 * (low[j] + high[j]);
}
#else
static void block(long from, long width) {
    double last[LANES] = {0}, next[LANES];
    int64_t alive = 1;
    for (long j = 0; j < LANES; j++) next[j] = x[j < width ? from + j : from];
    while (alive) {
        alive = 0;
        #pragma omp simd reduction(| : alive)
        for (long j = 0; j < LANES; j++) {
            int64_t go = fabs(last[j] - next[j]) > 1e-12 * next[j];
            double old = next[j], better = 0.5 * (old + x[j < width ? from + j : from] / old);
            next[j] = go ? better : old;
            last[j] = go ? old : last[j];
            alive |= go;
        }
    }
    memcpy(y + from, next, width * 8);
}
#endif

static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long from = 0; from < count; from += LANES) block(from, count - from < LANES ? count - from : LANES);
}
#endif
#endif

static void result(void) { EMIT(y, count); }
