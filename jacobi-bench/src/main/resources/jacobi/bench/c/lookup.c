/* places known at run time */
#include "bench.h"

static long size, count;

#if defined HISTOGRAM
static double *x;
static int32_t *y;

static void prepare(const long *n) {
    count = n[0];
    size = n[1];
    MAKE(double, x, count, noise(1, i));
    MAKE(int32_t, y, size, 0);
}

static void run(void) {
    memset(y, 0, size * 4);
    #pragma omp parallel
    {
        int32_t *own = calloc(size, 4);
        #pragma omp for schedule(static)
        for (long i = 0; i < count; i++) own[(int32_t)((x[i] + 1) * (0.5 * size))]++;
        #pragma omp critical
        for (long j = 0; j < size; j++) y[j] += own[j];
        free(own);
    }
}

static void result(void) { EMIT(y, size); }
#elif defined EMBEDDING
static float *table, *y;
static int32_t *words;

static void prepare(const long *n) {
    size = n[0];
    count = n[1];
    MAKE(float, table, size * 64, noise(1, i));
    MAKE(int32_t, words, count * 8, 0.5 * size * (noise(2, i) + 1));
    MAKE(float, y, count * 64, 0);
}

static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < count; i++) {
        float sum[64] = {0};
        for (int k = 0; k < 8; k++) {
            const float *restrict row = table + words[8 * i + k] * 64L;
            #pragma omp simd
            for (int j = 0; j < 64; j++) sum[j] += row[j];
        }
        memcpy(y + 64 * i, sum, sizeof sum);
    }
}

static void result(void) { EMIT(y, count * 64); }
#elif defined BILINEAR
static double *image, *u, *v, *y;

static void prepare(const long *n) {
    size = n[0];
    count = n[1];
    MAKE(double, image, size * size, noise(1, i));
    MAKE(double, u, count, 0.5 * (size - 1) * (noise(2, i) + 1));
    MAKE(double, v, count, 0.5 * (size - 1) * (noise(3, i) + 1));
    MAKE(double, y, count, 0);
}

static void run(void) {
    double *restrict out = y;
    #pragma omp parallel for simd schedule(static)
    for (long i = 0; i < count; i++) {
        double r = floor(u[i]), c = floor(v[i]), a = u[i] - r, b = v[i] - c;
        const double *at = image + (int32_t)r * size + (int32_t)c;
        double above = at[0] + b * (at[1] - at[0]), below = at[size] + b * (at[size + 1] - at[size]);
        out[i] = above + a * (below - above);
    }
}

static void result(void) { EMIT(y, count); }
#else
static double *x, *y;
static uint64_t *keys, *turn;

static void prepare(const long *n) {
    count = n[0];
    MAKE(double, x, count, noise(1, i));
    MAKE(double, y, count, 0);
    MAKE(uint64_t, keys, count, 0);
    MAKE(uint64_t, turn, count, 0);
}

/* By digits of 11 bits, the least first, on keys whose order is that of whole numbers. */
static void run(void) {
    static uint32_t places[6][2048];
    memset(places, 0, sizeof places);
    for (long i = 0; i < count; i++) {
        uint64_t bits;
        memcpy(&bits, x + i, 8);
        bits ^= bits >> 63 ? ~0ul : 1ul << 63;
        keys[i] = bits;
        for (int d = 0; d < 6; d++) places[d][bits >> 11 * d & 2047]++;
    }
    for (int d = 0; d < 6; d++) {
        uint32_t sum = 0;
        for (int j = 0; j < 2048; j++) {
            uint32_t here = places[d][j];
            places[d][j] = sum;
            sum += here;
        }
        for (long i = 0; i < count; i++) turn[places[d][keys[i] >> 11 * d & 2047]++] = keys[i];
        uint64_t *old = keys;
        keys = turn, turn = old;
    }
    for (long i = 0; i < count; i++) {
        uint64_t bits = keys[i] ^ (keys[i] >> 63 ? 1ul << 63 : ~0ul);
        memcpy(y + i, &bits, 8);
    }
}

static void result(void) { EMIT(y, count); }
#endif
