/* variances of columns or rows; rows brought to mean 0 and variance 1 */
#include "bench.h"

#ifdef LAYERNORM
typedef float real;
#else
typedef double real;
#endif

static long rows, columns, count;
static real *x, *y, *gain, *bias;

static void prepare(const long *n) {
    rows = n[0];
    columns = n[1];
    MAKE(real, x, rows * columns, noise(1, i));
    MAKE(real, gain, columns, noise(2, i));
    MAKE(real, bias, columns, noise(3, i));
    #if defined LAYERNORM
    count = rows * columns;
    #elif defined VARIANCE0
    count = columns;
    #else
    count = rows;
    #endif
    MAKE(real, y, count, 0);
}

#ifdef VARIANCE0
#define STRIP 64

/* Mean and squares in one pass, about the first row, so that little cancels. */
static void strip(long begin, long width) {
    real sum[STRIP] = {0}, squares[STRIP] = {0};
    const real *restrict first = x + begin;
    for (long i = 0; i < rows; i++) {
        const real *restrict in = x + i * columns + begin;
        #pragma omp simd
        for (long j = 0; j < width; j++) {
            real d = in[j] - first[j];
            sum[j] += d;
            squares[j] += d * d;
        }
    }
    for (long j = 0; j < width; j++) y[begin + j] = (squares[j] - sum[j] * sum[j] / rows) / rows;
}

static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long begin = 0; begin < columns; begin += STRIP) strip(begin, columns - begin < STRIP ? columns - begin : STRIP);
}
#else
static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < rows; i++) {
        const real *restrict in = x + i * columns;
        real sum = 0, squares = 0;
        #pragma omp simd reduction(+ : sum)
        for (long j = 0; j < columns; j++) sum += in[j];
        real mean = sum / columns;
        #pragma omp simd reduction(+ : squares)
        for (long j = 0; j < columns; j++) squares += (in[j] - mean) * (in[j] - mean);
        #ifdef LAYERNORM
        real scale = 1 / sqrtf(squares / columns + 1e-5f), *restrict out = y + i * columns;
        #pragma omp simd
        for (long j = 0; j < columns; j++) out[j] = (in[j] - mean) * scale * gain[j] + bias[j];
        #else
        y[i] = squares / columns;
        #endif
    }
}
#endif

static void result(void) { EMIT(y, count); }
