/* y ← ρy + σε[t], every y kept */
#include "bench.h"

#define RHO 0.9
#define SIGMA 0.1

static long steps, paths;
static double *shocks, *all;

static void prepare(const long *n) {
    steps = n[0];
    paths = n[1] ? n[1] : 1;
    shocks = buffer(steps * paths * 8);
    all = buffer(steps * paths * 8);
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < steps * paths; i++) {
        shocks[i] = noise(2, i);
        all[i] = 0;
    }
}

#ifdef PATH
static void run(void) {
    double y = 0;
    const double *restrict e = shocks;
    double *restrict out = all;
    for (long t = 0; t < steps; t++) {
        y = RHO * y + SIGMA * e[t];
        out[t] = y;
    }
}
#else
static void run(void) {
    #pragma omp parallel
    {
        long threads = omp_get_num_threads(), id = omp_get_thread_num();
        long begin = paths * id / threads, end = paths * (id + 1) / threads;
        for (long j = begin; j < end; j++) all[j] = SIGMA * shocks[j];
        for (long t = 1; t < steps; t++) {
            const double *restrict e = shocks + t * paths, *restrict last = all + (t - 1) * paths;
            double *restrict out = all + t * paths;
            #pragma omp simd
            for (long j = begin; j < end; j++) out[j] = RHO * last[j] + SIGMA * e[j];
        }
    }
}
#endif

static void result(void) { EMIT(all, steps * paths); }
