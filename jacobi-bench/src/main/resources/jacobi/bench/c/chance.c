/* π by points of a square, by uniform numbers from Threefry-2x32 with 20 rounds */
#include "bench.h"

static long count;
static double y;

static void prepare(const long *n) { count = n[0]; }

static inline uint32_t rotate(uint32_t x, int by) { return x << by | x >> (32 - by); }

#define ROUND(r) x0 += x1, x1 = rotate(x1, r) ^ x0
#define ROUNDS(a, b, c, d) ROUND(a), ROUND(b), ROUND(c), ROUND(d)

#ifdef PI32
typedef float real;

static inline real combined(uint32_t x0, uint32_t x1) {
    union { uint32_t word; float value; } one = {(x0 ^ x1) >> 9 | 0x3F800000u};
    return one.value - 1;
}
#else
typedef double real;

static inline real combined(uint32_t x0, uint32_t x1) {
    union { uint64_t word; double value; } one = {((uint64_t)x0 << 32 | x1) >> 12 | 0x3FF0000000000000u};
    return one.value - 1;
}
#endif

static inline real uniform(uint32_t k0, uint32_t k1, uint32_t c0, uint32_t c1) {
    uint32_t k2 = k0 ^ k1 ^ 0x1BD11BDAu, x0 = c0 + k0, x1 = c1 + k1;
    ROUNDS(13, 15, 26, 6), x0 += k1, x1 += k2 + 1;
    ROUNDS(17, 29, 16, 24), x0 += k2, x1 += k0 + 2;
    ROUNDS(13, 15, 26, 6), x0 += k0, x1 += k1 + 3;
    ROUNDS(17, 29, 16, 24), x0 += k1, x1 += k2 + 4;
    ROUNDS(13, 15, 26, 6), x0 += k2, x1 += k0 + 5;
    return combined(x0, x1);
}

static void run(void) {
    int inside = 0;
    #pragma omp parallel for simd schedule(static) reduction(+ : inside)
    for (int i = 0; i < (int)count; i++) {
        real a = uniform(0, 42, 0, (uint32_t)i), b = uniform(0, 42, 0, (uint32_t)(i + count));
        inside += a * a + b * b < 1;
    }
    y = 4.0 * inside / count;
}

static void result(void) { emit_one(y); }
