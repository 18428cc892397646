/* v ← sin(A v) */
#include "bench.h"

static long trips;
static double a[4][4], v[4];

static void prepare(const long *n) {
    trips = n[0];
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++) a[j][i] = 3 * noise(3, 4 * i + j);
}

/* The matrix is kept by columns, in registers. */
static void run(void) {
    double x[4];
    for (int i = 0; i < 4; i++) x[i] = noise(4, i);
    for (long t = 0; t < trips; t++) {
        double w[4];
        for (int i = 0; i < 4; i++) w[i] = a[0][i] * x[0] + a[1][i] * x[1] + a[2][i] * x[2] + a[3][i] * x[3];
        for (int i = 0; i < 4; i++) x[i] = sin(w[i]);
    }
    memcpy(v, x, sizeof v);
}

static void result(void) { EMIT(v, 4); }
