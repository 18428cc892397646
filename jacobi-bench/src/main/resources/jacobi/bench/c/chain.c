/* y = cos 2x² + √|x| + 2 sin x⁴ − 0.1x² */
#include "bench.h"

#ifdef F32
typedef float real;
#define COS cosf
#define SIN sinf
#define SQRT sqrtf
#define ABS fabsf
#else
typedef double real;
#define COS cos
#define SIN sin
#define SQRT sqrt
#define ABS fabs
#endif

static long count;
static real *x, *y;

static void prepare(const long *n) {
    count = n[0];
    x = buffer(count * sizeof(real));
    y = buffer(count * sizeof(real));
    double step = 10.0 / (count - 1);
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < count; i++) x[i] = (real)(i * step);
}

static void run(void) {
    real *restrict out = y;
    const real *restrict in = x;
    #pragma omp parallel for simd schedule(static) aligned(in, out : 64)
    for (long i = 0; i < count; i++) {
        real v = in[i], s = v * v;
        out[i] = COS(2 * s) + SQRT(ABS(v)) + 2 * SIN(s * s) - (real)0.1 * s;
    }
}

static void result(void) { EMIT(y, count); }
