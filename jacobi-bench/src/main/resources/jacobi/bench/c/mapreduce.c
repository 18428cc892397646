/* Σ (3x + sin x + cos x² − cos 2x − 0.4 x³√x) */
#include "bench.h"

#ifdef F32
typedef float real;
#define COS cosf
#define SIN sinf
#define SQRT sqrtf
#else
typedef double real;
#define COS cos
#define SIN sin
#define SQRT sqrt
#endif

static long count;
static real *x;
static double total;

static void prepare(const long *n) {
    count = n[0];
    x = buffer(count * sizeof(real));
    double step = 10.0 / (count - 1);
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < count; i++) x[i] = (real)(i * step);
}

#define STRIP 4096

/* Strips keep the rounding of a long f32 sum small, at no cost. */
static void run(void) {
    double sum = 0;
    #pragma omp parallel for schedule(static) reduction(+ : sum)
    for (long begin = 0; begin < count; begin += STRIP) {
        long n = count - begin < STRIP ? count - begin : STRIP;
        const real *restrict in = x + begin;
        real part = 0;
        #pragma omp simd reduction(+ : part)
        for (long i = 0; i < n; i++) {
            real v = in[i], s = v * v;
            part += 3 * v + SIN(v) + COS(s) - COS(2 * v) - (real)0.4 * (s * v * SQRT(v));
        }
        sum += part;
    }
    total = sum;
}

static void result(void) { emit_one(total); }
