/* log Σ eˣ over an axis of an f32 matrix */
#include "bench.h"

static long rows, columns;
static float *x, *y;

static void prepare(const long *n) {
    rows = n[0];
    columns = n[1];
    x = buffer(rows * columns * sizeof(float));
    y = buffer((rows > columns ? rows : columns) * sizeof(float));
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < rows * columns; i++) x[i] = (float)(20 * noise(1, i));
}

#ifdef AXIS1
/* A row stays in the first cache between its two passes. */
static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < rows; i++) {
        const float *restrict row = x + i * columns;
        float most = -3e38f, sum = 0;
        #pragma omp simd reduction(max : most)
        for (long j = 0; j < columns; j++) most = row[j] > most ? row[j] : most;
        #pragma omp simd reduction(+ : sum)
        for (long j = 0; j < columns; j++) sum += expf(row[j] - most);
        y[i] = logf(sum) + most;
    }
}

static void result(void) { EMIT(y, rows); }
#else
#define BLOCK 16
#define STRIP 512

/* One pass over memory: a block of rows is read twice, from the cache the second time, and rescales the sums so far. */
static void strip(long begin, long width) {
    float most[STRIP], sum[STRIP], next[STRIP];
    for (long j = 0; j < width; j++) most[j] = -3e38f, sum[j] = 0;
    for (long top = 0; top < rows; top += BLOCK) {
        long bottom = top + BLOCK < rows ? top + BLOCK : rows;
        memcpy(next, most, width * sizeof(float));
        for (long i = top; i < bottom; i++) {
            const float *restrict row = x + i * columns + begin;
            #pragma omp simd
            for (long j = 0; j < width; j++) next[j] = row[j] > next[j] ? row[j] : next[j];
        }
        #pragma omp simd
        for (long j = 0; j < width; j++) {
            sum[j] *= expf(most[j] - next[j]);
            most[j] = next[j];
        }
        for (long i = top; i < bottom; i++) {
            const float *restrict row = x + i * columns + begin;
            #pragma omp simd
            for (long j = 0; j < width; j++) sum[j] += expf(row[j] - most[j]);
        }
    }
    #pragma omp simd
    for (long j = 0; j < width; j++) y[begin + j] = logf(sum[j]) + most[j];
}

static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long begin = 0; begin < columns; begin += STRIP) strip(begin, columns - begin < STRIP ? columns - begin : STRIP);
}

static void result(void) { EMIT(y, columns); }
#endif
