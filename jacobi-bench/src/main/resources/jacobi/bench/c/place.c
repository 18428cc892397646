/* where the extreme of each column or row is: first its value, then its place */
#include "bench.h"

#ifdef ARGMIN32
typedef float real;
#define BETTER(a, b) ((a) < (b))
#else
typedef double real;
#define BETTER(a, b) ((a) > (b))
#endif

static long rows, columns, count;
static real *x;
static int64_t *y;

static void prepare(const long *n) {
    rows = n[0];
    columns = n[1];
    MAKE(real, x, rows * columns, noise(1, i));
    #ifdef ARGMAX0
    count = columns;
    #else
    count = rows;
    #endif
    MAKE(int64_t, y, count, 0);
}

#ifdef ARGMAX0
static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long from = 0; from < columns; from += 64) {
        long width = columns - from < 64 ? columns - from : 64;
        real best[64];
        int64_t at[64] = {0};
        memcpy(best, x + from, width * sizeof(real));
        for (long i = 1; i < rows; i++) {
            const real *restrict in = x + i * columns + from;
            #pragma omp simd
            for (long j = 0; j < width; j++) {
                at[j] = BETTER(in[j], best[j]) ? i : at[j];
                best[j] = BETTER(in[j], best[j]) ? in[j] : best[j];
            }
        }
        memcpy(y + from, at, width * 8);
    }
}
#else
static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < rows; i++) {
        const real *restrict in = x + i * columns;
        real best = in[0];
        #ifdef ARGMIN32
        #pragma omp simd reduction(min : best)
        #else
        #pragma omp simd reduction(max : best)
        #endif
        for (long j = 0; j < columns; j++) best = BETTER(in[j], best) ? in[j] : best;
        long j = 0;
        while (in[j] != best) j++;
        y[i] = j;
    }
}
#endif

static void result(void) { EMIT(y, count); }
