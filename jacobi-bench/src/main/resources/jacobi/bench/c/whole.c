/* arithmetic of whole numbers */
#include "bench.h"

static long count;
static int32_t *x;

#if defined EXTREMES
static int32_t y[2];
#define RESULTS 2
#elif defined MIXED
static float *y;
#define RESULTS count
#else
static double *y;
#define RESULTS count
#endif

static void prepare(const long *n) {
    count = n[0];
    MAKE(int32_t, x, count, 1e9 * noise(1, i));
    #if defined MIXED
    MAKE(float, y, count, 0);
    #elif defined HASH
    MAKE(double, y, count, 0);
    #endif
}

static void run(void) {
    const int32_t *restrict in = x;
    #if defined EXTREMES
    int32_t least = in[0], most = in[0];
    #pragma omp parallel for simd schedule(static) reduction(min : least) reduction(max : most)
    for (long i = 0; i < count; i++) {
        least = in[i] < least ? in[i] : least;
        most = in[i] > most ? in[i] : most;
    }
    y[0] = least;
    y[1] = most;
    #elif defined MIXED
    float *restrict out = y;
    #pragma omp parallel for simd schedule(static)
    for (long i = 0; i < count; i++) out[i] = (float)((int64_t)in[i] * 3 + (in[i] & 255)) * ((float)in[i] * 1e-9f);
    #else
    double *restrict out = y;
    #pragma omp parallel for simd schedule(static)
    for (long i = 0; i < count; i++) {
        uint64_t z = (uint64_t)(int64_t)in[i] * 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        out[i] = (double)(int64_t)((z ^ (z >> 31)) >> 11);
    }
    #endif
}

static void result(void) { EMIT(y, RESULTS); }
