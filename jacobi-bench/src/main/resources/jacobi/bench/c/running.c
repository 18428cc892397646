/* running sums, products and maxima */
#include "bench.h"

static long rows, columns;
static double *x, *y;

static void prepare(const long *n) {
    rows = n[0];
    columns = n[1] ? n[1] : 1;
    MAKE(double, x, rows * columns, noise(1, i));
    MAKE(double, y, rows * columns, 0);
}

#if defined CUMSUM0
static void run(void) {
    #pragma omp parallel
    {
        long threads = omp_get_num_threads(), id = omp_get_thread_num();
        long begin = columns * id / threads, end = columns * (id + 1) / threads;
        memcpy(y + begin, x + begin, (end - begin) * 8);
        for (long i = 1; i < rows; i++) {
            const double *restrict in = x + i * columns, *restrict last = y + (i - 1) * columns;
            double *restrict out = y + i * columns;
            #pragma omp simd
            for (long j = begin; j < end; j++) out[j] = last[j] + in[j];
        }
    }
}
#elif defined CUMSUM1
/* Four rows at once hide the latency of the sums. */
static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < rows / 4 * 4; i += 4) {
        const double *restrict in = x + i * columns;
        double *restrict out = y + i * columns, a = 0, b = 0, c = 0, d = 0;
        for (long j = 0; j < columns; j++) {
            out[j] = a += in[j];
            out[j + columns] = b += in[j + columns];
            out[j + 2 * columns] = c += in[j + 2 * columns];
            out[j + 3 * columns] = d += in[j + 3 * columns];
        }
    }
    for (long i = rows / 4 * 4; i < rows; i++) {
        double sum = 0;
        for (long j = 0; j < columns; j++) y[i * columns + j] = sum += x[i * columns + j];
    }
}
#else
#if defined CUMMAX
#define START x[begin]
#define STEP(s, v) s = (v) > s ? (v) : s
#elif defined CUMPROD
#define START 1
#define STEP(s, v) s *= 1 + 0.001 * (v)
#else
#define START 0
#define STEP(s, v) s += (v)
#endif

/* Each thread folds its part, then goes over it again from where those before it have ended. */
static void run(void) {
    static double ends[256];
    #pragma omp parallel
    {
        long threads = omp_get_num_threads(), id = omp_get_thread_num();
        long begin = rows * id / threads, end = rows * (id + 1) / threads;
        double s = START;
        if (id < threads - 1)
            for (long i = begin; i < end; i++) STEP(s, x[i]);
        ends[id] = s;
        #pragma omp barrier
        s = id == 0 ? START : ends[0];
        #if defined CUMMAX
        for (long k = 1; k < id; k++) s = ends[k] > s ? ends[k] : s;
        #elif defined CUMPROD
        for (long k = 1; k < id; k++) s *= ends[k];
        #else
        for (long k = 1; k < id; k++) s += ends[k];
        #endif
        for (long i = begin; i < end; i++) {
            STEP(s, x[i]);
            y[i] = s;
        }
    }
}
#endif

static void result(void) { EMIT(y, rows * columns); }
