/* one function of each element */
#include "bench.h"

#if defined POW32
typedef float real;
#define F(x) powf(fabsf(x), 1.7f)
#elif defined ERF32
typedef float real;
#define F(x) erff(x)
#else
typedef double real;
#endif
#if defined TAN
#define F(x) tan(x)
#elif defined ATAN2
#define F(x) atan2(x, 0.5)
#elif defined ERF
#define F(x) erf(x)
#elif defined EXPM1
#define F(x) expm1(x)
#elif defined SINH
#define F(x) sinh(x)
#elif defined CBRT
#define F(x) cbrt(x)
#elif defined LOG1P
#define F(x) log1p(fabs(x))
#elif defined POW
#define F(x) pow(fabs(x), 1.7)
#endif

static long count;
static real *x, *y;

static void prepare(const long *n) {
    count = n[0];
    MAKE(real, x, count, 2 * noise(1, i));
    MAKE(real, y, count, 0);
}

static void run(void) {
    const real *restrict in = x;
    real *restrict out = y;
    #pragma omp parallel for simd schedule(static)
    for (long i = 0; i < count; i++) out[i] = F(in[i]);
}

static void result(void) { EMIT(y, count); }
