/* derivatives of a regression and of a recurrent network */
#include "bench.h"

static long rows, columns;
static double *x, *w, *z, *y;

#ifdef RECURRENT
#define IN 8

static double *inner, *in, *all, *slope;

static void prepare(const long *n) {
    rows = n[0], columns = n[1];
    MAKE(double, inner, columns * columns, noise(1, i) / sqrt(columns));
    MAKE(double, in, IN * columns, noise(2, i));
    MAKE(double, x, rows * IN, noise(3, i));
    MAKE(double, all, (rows + 1) * columns, 0);
    MAKE(double, y, (IN + columns) * columns, 0);
    MAKE(double, slope, columns, 0);
}

static void run(void) {
    long c = columns;
    double *restrict d_inner = y, *restrict d_in = y + c * c, ct[c], d[c];
    memset(y, 0, (IN + c) * c * 8);
    for (long t = 0; t < rows; t++) {
        double *restrict h = all + (t + 1) * c;
        const double *restrict last = all + t * c;
        memset(h, 0, c * 8);
        for (long i = 0; i < c; i++)
            #pragma omp simd
            for (long j = 0; j < c; j++) h[j] += last[i] * inner[i * c + j];
        for (long i = 0; i < IN; i++)
            #pragma omp simd
            for (long j = 0; j < c; j++) h[j] += x[t * IN + i] * in[i * c + j];
        #pragma omp simd
        for (long j = 0; j < c; j++) h[j] = tanh(h[j]);
    }
    for (long j = 0; j < c; j++) ct[j] = 2 * all[rows * c + j];
    for (long t = rows - 1; t >= 0; t--) {
        const double *restrict h = all + (t + 1) * c, *restrict last = all + t * c;
        for (long j = 0; j < c; j++) d[j] = ct[j] * (1 - h[j] * h[j]);
        for (long i = 0; i < c; i++) {
            double sum = 0;
            #pragma omp simd reduction(+ : sum)
            for (long j = 0; j < c; j++) {
                sum += inner[i * c + j] * d[j];
                d_inner[i * c + j] += last[i] * d[j];
            }
            ct[i] = sum;
        }
        for (long i = 0; i < IN; i++)
            #pragma omp simd
            for (long j = 0; j < c; j++) d_in[i * c + j] += x[t * IN + i] * d[j];
    }
}

static void result(void) {
    EMIT(y, columns * columns);
    EMIT(y + columns * columns, IN * columns);
}
#else
static void prepare(const long *n) {
    rows = n[0], columns = n[1];
    MAKE(double, x, rows * columns, noise(1, i));
    MAKE(double, w, columns, noise(2, i));
    MAKE(double, z, rows, noise(3, i) > 0 ? 1 : -1);
    MAKE(double, y, columns, 0);
}

/* Blocks of rows: products, their weights side by side, and sums of rows while they are near. */
static void run(void) {
    memset(y, 0, columns * 8);
    #pragma omp parallel
    {
        double sum[columns], weight[64];
        memset(sum, 0, sizeof sum);
        #pragma omp for schedule(static)
        for (long from = 0; from < rows; from += 64) {
            long width = rows - from < 64 ? rows - from : 64;
            for (long i = 0; i < width; i++) {
                double s = 0;
                #pragma omp simd reduction(+ : s)
                for (long j = 0; j < columns; j++) s += x[(from + i) * columns + j] * w[j];
                weight[i] = s;
            }
            #pragma omp simd
            for (long i = 0; i < width; i++) {
                double e = exp(-z[from + i] * weight[i]), share = e / (1 + e);
                #ifdef LOGIT
                weight[i] = -z[from + i] * share / rows;
                #else
                weight[i] = share * (1 - share) * weight[i] / rows;
                #endif
            }
            for (long i = 0; i < width; i++)
                #pragma omp simd
                for (long j = 0; j < columns; j++) sum[j] += weight[i] * x[(from + i) * columns + j];
        }
        #pragma omp critical
        for (long j = 0; j < columns; j++) y[j] += sum[j];
    }
}

static void result(void) { EMIT(y, columns); }
#endif
