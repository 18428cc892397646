/* exponentials by their sum, over an axis of an f32 matrix */
#include "bench.h"

static long rows, columns;
static float *x, *y;

static void prepare(const long *n) {
    rows = n[0];
    columns = n[1];
    MAKE(float, x, rows * columns, 5 * noise(1, i));
    MAKE(float, y, rows * columns, 0);
}

#ifdef AXIS0
#define STRIP 128

/* A strip of columns stays in the second cache. */
static void strip(long begin, long width) {
    float most[STRIP], sum[STRIP];
    for (long j = 0; j < width; j++) most[j] = -3e38f, sum[j] = 0;
    for (long i = 0; i < rows; i++) {
        const float *restrict in = x + i * columns + begin;
        #pragma omp simd
        for (long j = 0; j < width; j++) most[j] = in[j] > most[j] ? in[j] : most[j];
    }
    for (long i = 0; i < rows; i++) {
        const float *restrict in = x + i * columns + begin;
        float *restrict out = y + i * columns + begin;
        #pragma omp simd
        for (long j = 0; j < width; j++) sum[j] += out[j] = expf(in[j] - most[j]);
    }
    for (long j = 0; j < width; j++) sum[j] = 1 / sum[j];
    for (long i = 0; i < rows; i++) {
        float *restrict out = y + i * columns + begin;
        #pragma omp simd
        for (long j = 0; j < width; j++) out[j] *= sum[j];
    }
}

static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long begin = 0; begin < columns; begin += STRIP) strip(begin, columns - begin < STRIP ? columns - begin : STRIP);
}
#else
static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < rows; i++) {
        const float *restrict in = x + i * columns;
        float *restrict out = y + i * columns, most = -3e38f, sum = 0;
        #pragma omp simd reduction(max : most)
        for (long j = 0; j < columns; j++) most = in[j] > most ? in[j] : most;
        #pragma omp simd reduction(+ : sum)
        for (long j = 0; j < columns; j++) sum += out[j] = expf(in[j] - most);
        sum = 1 / sum;
        #pragma omp simd
        for (long j = 0; j < columns; j++) out[j] *= sum;
    }
}
#endif

static void result(void) { EMIT(y, rows * columns); }
