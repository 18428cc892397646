/* dynamic programs */
#include "bench.h"

static long a, b, sweeps, count;

#if defined VALUES
static float *reward, *chances, *expected, *y, weights[4096];

static void prepare(const long *n) {
    a = n[0], b = n[1], sweeps = n[2], count = a * b;
    MAKE(float, reward, a * b * b, noise(2, i));
    MAKE(float, chances, a * a, 0);
    MAKE(float, expected, count, 0);
    MAKE(float, y, count, 0);
    for (long i = 0; i < a; i++) {
        double sum = 0;
        for (long j = 0; j < a; j++) sum += noise(1, i * a + j) + 1;
        for (long j = 0; j < a; j++) chances[i * a + j] = (float)((noise(1, i * a + j) + 1) / sum);
    }
}

static void run(void) {
    memset(y, 0, count * 4);
    #pragma omp parallel
    for (long t = 0; t < sweeps; t++) {
        #pragma omp for schedule(static)
        for (long i = 0; i < a; i++) {
            float *restrict e = expected + i * b;
            memset(e, 0, b * 4);
            for (long l = 0; l < a; l++) {
                float q = 0.95f * chances[i * a + l];
                const float *restrict v = y + l * b;
                #pragma omp simd
                for (long k = 0; k < b; k++) e[k] += q * v[k];
            }
        }
        #pragma omp for schedule(static)
        for (long s = 0; s < count; s++) {
            const float *restrict r = reward + s * b, *restrict e = expected + s / b * b;
            float best = -1e30f;
            #pragma omp simd reduction(max : best)
            for (long k = 0; k < b; k++) best = r[k] + e[k] > best ? r[k] + e[k] : best;
            y[s] = best;
        }
    }
}
#elif defined CAKE
static double *eaten, *weight, *y, *old;
static int32_t *at;

static void prepare(const long *n) {
    a = n[0], b = n[1], sweeps = n[2], count = a;
    MAKE(double, eaten, a * b, 0);
    MAKE(double, weight, a * b, 0);
    MAKE(int32_t, at, a * b, 0);
    MAKE(double, y, a, 0);
    MAKE(double, old, a, 0);
}

static void run(void) {
    memset(y, 0, a * 8);
    #pragma omp parallel
    {
        #pragma omp for schedule(static)
        for (long i = 0; i < a; i++)
            for (long j = 0; j < b; j++) {
                double size = (double)i / (a - 1), share = (double)j / (b - 1), place = (size - size * share) * (a - 1);
                place = place > a - 1.001 ? a - 1.001 : place < 0 ? 0 : place;
                eaten[i * b + j] = sqrt(size * share);
                at[i * b + j] = (int32_t)place;
                weight[i * b + j] = place - floor(place);
            }
        for (long t = 0; t < sweeps; t++) {
            #pragma omp single
            {
                double *swap = old;
                old = y, y = swap;
            }
            const double *restrict v = old;
            #pragma omp for schedule(static)
            for (long i = 0; i < a; i++) {
                double best = -1e300;
                #pragma omp simd reduction(max : best)
                for (long k = i * b; k < (i + 1) * b; k++) {
                    double left = v[at[k]], next = left + weight[k] * (v[at[k] + 1] - left), all = eaten[k] + 0.95 * next;
                    best = all > best ? all : best;
                }
                y[i] = best;
            }
        }
    }
}
#elif defined WAYS
static double *x, *y;

static void prepare(const long *n) {
    a = n[0], count = a * a;
    MAKE(double, x, count, noise(1, i) + 1.001);
    MAKE(double, y, count, 0);
}

static void run(void) {
    memcpy(y, x, count * 8);
    #pragma omp parallel
    for (long k = 0; k < a; k++) {
        #pragma omp for schedule(static)
        for (long i = 0; i < a; i++) {
            double first = y[i * a + k], *row = y + i * a;
            const double *second = y + k * a;
            if (i == k) continue;
            #pragma omp simd
            for (long j = 0; j < a; j++) row[j] = first + second[j] < row[j] ? first + second[j] : row[j];
        }
    }
}
#elif defined CHAIN
static double *chances, *y, *next;

static void prepare(const long *n) {
    a = n[0], sweeps = n[1], count = a;
    MAKE(double, chances, a * a, noise(1, i) + 1.001);
    MAKE(double, y, a, 0);
    MAKE(double, next, a, 0);
    for (long i = 0; i < a; i++) {
        double sum = 0;
        for (long j = 0; j < a; j++) sum += chances[i * a + j];
        for (long j = 0; j < a; j++) chances[i * a + j] /= sum;
    }
}

/* Eight rows at once, each element of the sum is read once for all of them. */
static void run(void) {
    for (long j = 0; j < a; j++) y[j] = 1.0 / a;
    for (long t = 0; t < sweeps; t++) {
        double *restrict to = next;
        const double *restrict p = y;
        memset(to, 0, a * 8);
        long i = 0;
        for (; i + 8 <= a; i += 8) {
            const double *restrict c = chances + i * a;
            #pragma omp simd
            for (long j = 0; j < a; j++)
                to[j] += p[i] * c[j] + p[i + 1] * c[j + a] + p[i + 2] * c[j + 2 * a] + p[i + 3] * c[j + 3 * a]
                    + p[i + 4] * c[j + 4 * a] + p[i + 5] * c[j + 5 * a] + p[i + 6] * c[j + 6 * a] + p[i + 7] * c[j + 7 * a];
        }
        for (; i < a; i++)
            for (long j = 0; j < a; j++) to[j] += p[i] * chances[i * a + j];
        next = y, y = to;
    }
}
#else
static int32_t *x, *z;
static int64_t *y;

static void prepare(const long *n) {
    a = n[0], b = n[1], count = b + 1;
    MAKE(int32_t, x, a, 2 * (noise(1, i) + 1));
    MAKE(int32_t, z, b, 2 * (noise(2, i) + 1));
    MAKE(int64_t, y, count, 0);
}

static void run(void) {
    for (long j = 0; j <= b; j++) y[j] = j;
    for (long i = 0; i < a; i++) {
        int64_t corner = y[0], left = ++y[0];
        for (long j = 1; j <= b; j++) {
            int64_t replace = corner + (z[j - 1] != x[i]), above = y[j] + 1;
            corner = y[j];
            replace = replace < above ? replace : above;
            left = left + 1 < replace ? left + 1 : replace;
            y[j] = left;
        }
    }
}
#endif

static void result(void) { EMIT(y, count); }
