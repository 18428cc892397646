/* long code of scalars, and its derivative */
#include "bench.h"

#define LINKS 40
#define RATE 1e-5

static long rounds;
static double y, *xs, *ys;

static void prepare(const long *n) {
    rounds = n[0];
    #ifdef GRADIENT
    MAKE(double, xs, rounds * LINKS, 0);
    MAKE(double, ys, rounds * LINKS, 0);
    #endif
}

static void run(void) {
    double x = 0.3, v = 1.3;
    for (long t = 0; t < rounds; t++)
        #pragma GCC unroll 40
        for (int i = 1; i <= LINKS; i++) {
            #ifdef GRADIENT
            xs[t * LINKS + i - 1] = x;
            ys[t * LINKS + i - 1] = v;
            #endif
            double next = x + RATE * (v / (x * x + i) - x);
            v += RATE * (0.1 - 1.0 / i * x);
            x = next;
        }
    #ifdef GRADIENT
    double dx = 1, dv = 0;
    for (long t = rounds - 1; t >= 0; t--)
        #pragma GCC unroll 40
        for (int i = LINKS; i >= 1; i--) {
            double a = xs[t * LINKS + i - 1], b = ys[t * LINKS + i - 1], r = 1 / (a * a + i);
            double d = dx - RATE * (dx * (1 + 2 * a * b * r * r) + dv * (1.0 / i));
            dv += RATE * dx * r;
            dx = d;
        }
    y = dx + dv;
    #else
    y = x;
    #endif
}

static void result(void) { emit_one(y); }
