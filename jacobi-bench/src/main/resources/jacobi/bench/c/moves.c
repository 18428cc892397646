/* elements on their way */
#include "bench.h"

static long a, b, c, count;
static double *x, *y;

static void prepare(const long *n) {
    a = n[0], b = n[1], c = n[2] ? n[2] : 1, count = a * b * c;
    MAKE(double, x, count, noise(1, i));
    #ifdef JOIN
    count *= 2;
    #endif
    MAKE(double, y, count, 0);
}

/* Out of a matrix of rows × columns into its transpose, in tiles. */
static void turn(const double *restrict in, double *restrict out, long rows, long columns) {
    #pragma omp parallel for schedule(static)
    for (long j = 0; j < columns; j += 32)
        for (long i = 0; i < rows; i += 8)
            for (long q = j; q < (j + 32 < columns ? j + 32 : columns); q++)
                for (long p = i; p < (i + 8 < rows ? i + 8 : rows); p++) out[q * rows + p] = in[p * columns + q];
}

static void run(void) {
    #if defined TRANSPOSE
    turn(x, y, a, b);
    #elif defined PERMUTE
    turn(x, y, a * b, c);
    #elif defined FLIP
    const double *restrict in = x;
    double *restrict out = y;
    #pragma omp parallel for simd schedule(static)
    for (long i = 0; i < count; i++) out[i] = in[count - 1 - i];
    #elif defined CHOOSE
    const double *restrict in = x;
    double *restrict out = y;
    #pragma omp parallel for simd schedule(static)
    for (long i = 0; i < count; i++) {
        double v = in[i], outer = v > 0.5 ? v * v : 2 * v - 1;
        out[i] = fabs(v) < 0.25 ? v : v < -0.5 || v > 0.9 ? -v : outer;
    }
    #else
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < a; i++) {
        const double *restrict in = x + i * b;
        double *restrict first = y + 2 * i * b, *restrict second = first + b;
        #pragma omp simd
        for (long j = 0; j < b; j++) first[j] = 2 * in[j];
        #pragma omp simd
        for (long j = 0; j < b; j++) second[j] = in[j] - 1;
    }
    #endif
}

static void result(void) { EMIT(y, count); }
