/* motions, step after step */
#include "bench.h"

#define STEP 1e-3

static long steps, count;
static double *start, *y;

static void prepare(const long *n) {
    steps = n[0];
    count = n[1] ? n[1] : 4;
    MAKE(double, start, count, noise(1, i));
    MAKE(double, y, 4 * count, 0);
}

#if defined LORENZ || defined MANY
#pragma GCC diagnostic ignored "-Wunused-function"
typedef struct { double x, y, z; } point;

static inline point lorenz(point p) { return (point){10 * (p.y - p.x), p.x * (28 - p.z) - p.y, p.x * p.y - 8.0 / 3 * p.z}; }

static inline point plus(point p, double h, point d) { return (point){p.x + h * d.x, p.y + h * d.y, p.z + h * d.z}; }

static inline point step(point p) {
    point a = lorenz(p), b = lorenz(plus(p, STEP / 2, a)), c = lorenz(plus(p, STEP / 2, b)), d = lorenz(plus(p, STEP, c));
    return plus(plus(plus(plus(p, STEP / 6, a), STEP / 3, b), STEP / 3, c), STEP / 6, d);
}

#ifdef LORENZ
static void run(void) {
    point p = {1, 1, 20};
    for (long t = 0; t < steps; t++) p = step(p);
    y[0] = p.x, y[1] = p.y, y[2] = p.z;
}

static void result(void) { EMIT(y, 3); }
#else
#define LANES 32

static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long from = 0; from < count; from += LANES) {
        double x[LANES], v[LANES], z[LANES];
        long width = count - from < LANES ? count - from : LANES;
        for (long j = 0; j < LANES; j++) x[j] = start[j < width ? from + j : from], v[j] = 1, z[j] = 20;
        for (long t = 0; t < steps; t++)
            #pragma omp simd
            for (long j = 0; j < LANES; j++) {
                point p = step((point){x[j], v[j], z[j]});
                x[j] = p.x, v[j] = p.y, z[j] = p.z;
            }
        memcpy(y + from, x, width * 8);
        memcpy(y + count + from, v, width * 8);
        memcpy(y + 2 * count + from, z, width * 8);
    }
}

static void result(void) {
    EMIT(y, count);
    EMIT(y + count, count);
    EMIT(y + 2 * count, count);
}
#endif
#elif defined PENDULUM
typedef struct { double a, b, u, v; } pendulum;

static inline pendulum swing(pendulum p) {
    double d = p.a - p.b, sine = sin(d), cosine = cos(d), below = 2 - cosine * cosine;
    double first = p.u * p.u * sine, second = p.v * p.v * sine, fall_a = 2 * 9.81 * sin(p.a), fall_b = 9.81 * sin(p.b);
    double du = ((fall_b - first) * cosine - second - fall_a) / below;
    double dv = ((fall_a + second) * cosine + 2 * first - 2 * fall_b) / below;
    return (pendulum){p.u, p.v, du, dv};
}

static inline pendulum plus(pendulum p, double h, pendulum d) {
    return (pendulum){p.a + h * d.a, p.b + h * d.b, p.u + h * d.u, p.v + h * d.v};
}

static void run(void) {
    pendulum p = {1, 1, 0, 0};
    for (long t = 0; t < steps; t++) {
        pendulum a = swing(p), b = swing(plus(p, STEP / 2, a)), c = swing(plus(p, STEP / 2, b)), d = swing(plus(p, STEP, c));
        p = plus(plus(plus(plus(p, STEP / 6, a), STEP / 3, b), STEP / 3, c), STEP / 6, d);
    }
    y[0] = p.a, y[1] = p.b, y[2] = p.u, y[3] = p.v;
}

static void result(void) { EMIT(y, 4); }
#elif defined POPULATIONS
#define LANES 64

static void run(void) {
    #pragma omp parallel for schedule(static)
    for (long from = 0; from < count; from += LANES) {
        double x[LANES];
        long width = count - from < LANES ? count - from : LANES;
        for (long j = 0; j < LANES; j++) x[j] = 0.5 + 0.4 * start[j < width ? from + j : from];
        for (long t = 0; t < steps; t++)
            #pragma omp simd
            for (long j = 0; j < LANES; j++) x[j] = 3.7 * x[j] * (1 - x[j]);
        memcpy(y + from, x, width * 8);
    }
}

static void result(void) { EMIT(y, count); }
#else
static void run(void) {
    double re = 1, im = 0.5, c = cos(0.001), s = sin(0.001);
    for (long t = 0; t < steps; t++) {
        double next = re * c - im * s;
        im = re * s + im * c;
        re = next;
    }
    y[0] = re, y[1] = im;
}

static void result(void) { EMIT(y, 2); }
#endif
