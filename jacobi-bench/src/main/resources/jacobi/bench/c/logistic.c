/* x ← 3.9 x (1 − x) */
#include "bench.h"

static long steps;
static double end;

static void prepare(const long *n) { steps = n[0]; }

static void run(void) {
    double x = 0.3;
    for (long i = 0; i < steps; i++) x = 3.9 * x * (1 - x);
    end = x;
}

static void result(void) { emit_one(end); }
