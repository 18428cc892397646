/* sweeps over a grid: from one buffer to another, which change places */
#include "bench.h"

#ifdef LIFE
typedef int32_t real;
#define START(i) (noise(1, i) > 0.4)
#else
typedef double real;
#define START(i) noise(1, i)
#endif

static long sweeps, rows, columns;
static real *start, *a, *b;

static void prepare(const long *n) {
    sweeps = n[0];
    rows = n[2] ? n[1] : 1;
    columns = n[2] ? n[2] : n[1];
    MAKE(real, start, rows * columns, START(i));
    MAKE(real, a, rows * columns, 0);
    MAKE(real, b, rows * columns, 0);
}

#if defined RELAX
static inline void row(long i, const real *restrict u, real *restrict v) {
    const real *restrict c = u + i * columns, *restrict up = c - columns, *restrict down = c + columns;
    v += i * columns;
    if (i == 0 || i == rows - 1) {
        memcpy(v, c, columns * sizeof(real));
        return;
    }
    v[0] = c[0];
    v[columns - 1] = c[columns - 1];
    #pragma omp simd
    for (long j = 1; j < columns - 1; j++) v[j] = 0.25 * (up[j] + down[j] + c[j - 1] + c[j + 1]);
}
#elif defined LIFE
static inline int32_t next(int32_t cell, int32_t around) { return around == 3 || (around == 2 && cell); }

static inline void row(long i, const real *restrict u, real *restrict v) {
    const real *restrict c = u + i * columns, *restrict up = u + (i + rows - 1) % rows * columns;
    const real *restrict down = u + (i + 1) % rows * columns;
    v += i * columns;
    #define COLUMN(j) (up[j] + c[j] + down[j])
    v[0] = next(c[0], COLUMN(columns - 1) + COLUMN(0) + COLUMN(1) - c[0]);
    v[columns - 1] = next(c[columns - 1], COLUMN(columns - 2) + COLUMN(columns - 1) + COLUMN(0) - c[columns - 1]);
    #pragma omp simd
    for (long j = 1; j < columns - 1; j++) v[j] = next(c[j], COLUMN(j - 1) + COLUMN(j) + COLUMN(j + 1) - c[j]);
}
#endif

#ifdef HEAT
/* On one thread: a sweep takes as long as sharing it out. */
static void run(void) {
    memcpy(a, start, columns * sizeof(real));
    memcpy(b, start, columns * sizeof(real));
    for (long t = 0; t < sweeps; t++) {
        const real *restrict u = a;
        real *restrict v = b;
        #pragma omp simd
        for (long j = 1; j < columns - 1; j++) v[j] = u[j] + 0.2 * (u[j + 1] - 2 * u[j] + u[j - 1]);
        b = a, a = v;
    }
}
#else
static void run(void) {
    memcpy(a, start, rows * columns * sizeof(real));
    #pragma omp parallel
    {
        real *u = a, *v = b;
        for (long t = 0; t < sweeps; t++) {
            #pragma omp for schedule(static)
            for (long i = 0; i < rows; i++) row(i, u, v);
            real *old = u;
            u = v, v = old;
        }
    }
    if (sweeps % 2) {
        real *old = a;
        a = b, b = old;
    }
}
#endif

static void result(void) { EMIT(a, rows * columns); }
