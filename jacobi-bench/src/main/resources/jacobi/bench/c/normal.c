/* f32 normals: bits of Threefry-2x32 with 20 rounds, a uniform number, √2 erf⁻¹ by the polynomials of Giles (2011) */
#include "bench.h"

static long count;
static float *y;

static void prepare(const long *n) {
    count = n[0];
    y = buffer(count * sizeof(float));
    memset(y, 0, count * sizeof(float));
}

static inline uint32_t rotate(uint32_t x, int by) { return x << by | x >> (32 - by); }

#define ROUND(r) x0 += x1, x1 = rotate(x1, r) ^ x0
#define ROUNDS(a, b, c, d) ROUND(a), ROUND(b), ROUND(c), ROUND(d)

static inline uint32_t bits(uint32_t k0, uint32_t k1, uint32_t c0, uint32_t c1) {
    uint32_t k2 = k0 ^ k1 ^ 0x1BD11BDAu, x0 = c0 + k0, x1 = c1 + k1;
    ROUNDS(13, 15, 26, 6), x0 += k1, x1 += k2 + 1;
    ROUNDS(17, 29, 16, 24), x0 += k2, x1 += k0 + 2;
    ROUNDS(13, 15, 26, 6), x0 += k0, x1 += k1 + 3;
    ROUNDS(17, 29, 16, 24), x0 += k1, x1 += k2 + 4;
    ROUNDS(13, 15, 26, 6), x0 += k2, x1 += k0 + 5;
    return x0 ^ x1;
}

static inline float erf_inv(float x) {
    float w = -logf((1 - x) * (1 + x)), s = sqrtf(w) - 3, c = w - 2.5f;
    float p = 2.81022636e-08f, q = -0.000200214257f;
    p = 3.43273939e-07f + p * c, q = 0.000100950558f + q * s;
    p = -3.5233877e-06f + p * c, q = 0.00134934322f + q * s;
    p = -4.39150654e-06f + p * c, q = -0.00367342844f + q * s;
    p = 0.00021858087f + p * c, q = 0.00573950773f + q * s;
    p = -0.00125372503f + p * c, q = -0.0076224613f + q * s;
    p = -0.00417768164f + p * c, q = 0.00943887047f + q * s;
    p = 0.246640727f + p * c, q = 1.00167406f + q * s;
    p = 1.50140941f + p * c, q = 2.83297682f + q * s;
    return x * (w < 5 ? p : q);
}

static void run(void) {
    float *restrict out = y;
    const float low = -0x1.fffffep-1f;
    #pragma omp parallel for simd schedule(static)
    for (int i = 0; i < (int)count; i++) {
        union { uint32_t word; float value; } one = {bits(0, 42, 0, (uint32_t)i) >> 9 | 0x3F800000u};
        float u = (one.value - 1) * (1 - low) + low;
        out[i] = 1.41421356f * erf_inv(u > low ? u : low);
    }
}

static void result(void) { EMIT(y, count); }
