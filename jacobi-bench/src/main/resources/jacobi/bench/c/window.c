/* sums and maxima of neighbours */
#include "bench.h"

#ifdef SLIDING
typedef double real;
#else
typedef float real;
#endif

static long rows, columns, count;
static real *x, *w, *y;

static void prepare(const long *n) {
    rows = n[1] ? n[0] : 1;
    columns = n[1] ? n[1] : n[0];
    MAKE(real, x, rows * columns, noise(1, i));
    MAKE(real, w, 16, noise(2, i));
    #if defined SLIDING
    count = columns - 15;
    #elif defined IMAGE
    count = (rows - 2) * (columns - 2);
    #else
    count = rows / 2 * (columns / 2);
    #endif
    MAKE(real, y, count, 0);
}

static void run(void) {
    #if defined SLIDING
    const double *restrict in = x, *restrict by = w;
    double *restrict out = y;
    #pragma omp parallel for simd schedule(static)
    for (long i = 0; i < count; i++) {
        double sum = 0;
        for (int k = 0; k < 16; k++) sum += in[i + k] * by[k];
        out[i] = sum;
    }
    #elif defined IMAGE
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < rows - 2; i++) {
        const float *restrict a = x + i * columns, *restrict b = a + columns, *restrict c = b + columns, *restrict k = w;
        float *restrict out = y + i * (columns - 2);
        #pragma omp simd
        for (long j = 0; j < columns - 2; j++)
            out[j] = a[j] * k[0] + a[j + 1] * k[1] + a[j + 2] * k[2] + b[j] * k[3] + b[j + 1] * k[4] + b[j + 2] * k[5]
                + c[j] * k[6] + c[j + 1] * k[7] + c[j + 2] * k[8];
    }
    #else
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < rows / 2; i++) {
        const float *restrict a = x + 2 * i * columns, *restrict b = a + columns;
        float *restrict out = y + i * (columns / 2);
        #pragma omp simd
        for (long j = 0; j < columns / 2; j++) out[j] = fmaxf(fmaxf(a[2 * j], a[2 * j + 1]), fmaxf(b[2 * j], b[2 * j + 1]));
    }
    #endif
}

static void result(void) { EMIT(y, count); }
