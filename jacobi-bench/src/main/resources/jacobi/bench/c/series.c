/* scans along a series */
#include "bench.h"

#define OMEGA 0.05
#define ALPHA 0.1
#define BETA 0.85

static long count;
static double *x, *y, *kept;

static void prepare(const long *n) {
    count = n[0];
    MAKE(double, x, 2 * count, noise(1, i));
    MAKE(double, y, 4 * count, 0);
    MAKE(double, kept, count, 0);
}

#if defined GARCH
/* Variances of a block, then their logarithms side by side. */
static void run(void) {
    double v = OMEGA / (1 - ALPHA - BETA), total = 0, block[512];
    for (long from = 0; from < count; from += 512) {
        long width = count - from < 512 ? count - from : 512;
        const double *restrict r = x + from;
        for (long i = 0; i < width; i++) {
            block[i] = v;
            v = OMEGA + ALPHA * r[i] * r[i] + BETA * v;
        }
        #pragma omp simd reduction(+ : total)
        for (long i = 0; i < width; i++) total += log(block[i]) + r[i] * r[i] / block[i];
    }
    y[0] = total;
}

static void result(void) { EMIT(y, 1); }
#elif defined GARCHGRAD
static void run(void) {
    double v = OMEGA / (1 - ALPHA - BETA), ct = 0, omega = 0, alpha = 0, beta = 0;
    for (long i = 0; i < count; i++) {
        kept[i] = v;
        v = OMEGA + ALPHA * x[i] * x[i] + BETA * v;
    }
    for (long i = count - 1; i >= 0; i--) {
        double inverse = 1 / kept[i], square = x[i] * x[i];
        omega += ct;
        alpha += ct * square;
        beta += ct * kept[i];
        ct = ct * BETA + inverse - square * inverse * inverse;
    }
    double below = 1 - ALPHA - BETA;
    y[0] = omega + ct / below;
    y[1] = alpha + ct * OMEGA / (below * below);
    y[2] = beta + ct * OMEGA / (below * below);
}

static void result(void) { EMIT(y, 3); }
#elif defined KALMAN
static void run(void) {
    double f[4][4], h[2][4], m[4] = {0}, p[4][4] = {{0}};
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++) f[i][j] = 0.95 * ((i == j) + 0.05 * noise(2, 4 * i + j));
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 4; j++) h[i][j] = noise(3, 4 * i + j);
    for (int i = 0; i < 4; i++) p[i][i] = 1;
    for (long t = 0; t < count; t++) {
        double mean[4] = {0}, fp[4][4] = {{0}}, q[4][4] = {{0}}, cross[4][2] = {{0}}, s[2][2] = {{0}}, gain[4][2];
        for (int i = 0; i < 4; i++)
            for (int k = 0; k < 4; k++) {
                mean[i] += f[i][k] * m[k];
                for (int j = 0; j < 4; j++) fp[i][j] += f[i][k] * p[k][j];
            }
        for (int i = 0; i < 4; i++)
            for (int j = 0; j < 4; j++) {
                for (int k = 0; k < 4; k++) q[i][j] += fp[i][k] * f[j][k];
                q[i][j] += 0.01 * (i == j);
            }
        for (int i = 0; i < 4; i++)
            for (int j = 0; j < 2; j++)
                for (int k = 0; k < 4; k++) cross[i][j] += q[i][k] * h[j][k];
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 2; j++) {
                for (int k = 0; k < 4; k++) s[i][j] += h[i][k] * cross[k][j];
                s[i][j] += 0.1 * (i == j);
            }
        double below = 1 / (s[0][0] * s[1][1] - s[0][1] * s[1][0]), rest[2];
        for (int i = 0; i < 4; i++) {
            gain[i][0] = (cross[i][0] * s[1][1] - cross[i][1] * s[1][0]) * below;
            gain[i][1] = (cross[i][1] * s[0][0] - cross[i][0] * s[0][1]) * below;
        }
        for (int i = 0; i < 2; i++) {
            rest[i] = x[2 * t + i];
            for (int k = 0; k < 4; k++) rest[i] -= h[i][k] * mean[k];
        }
        for (int i = 0; i < 4; i++) {
            y[4 * t + i] = m[i] = mean[i] + gain[i][0] * rest[0] + gain[i][1] * rest[1];
            for (int j = 0; j < 4; j++) fp[i][j] = q[i][j] - gain[i][0] * cross[j][0] - gain[i][1] * cross[j][1];
        }
        for (int i = 0; i < 4; i++)
            for (int j = 0; j < 4; j++) p[i][j] = 0.5 * (fp[i][j] + fp[j][i]);
    }
    memcpy(kept, m, sizeof m);
    memcpy(kept + 4, p, sizeof p);
}

static void result(void) {
    EMIT(kept, 4);
    EMIT(kept + 4, 16);
    EMIT(y, 4 * count);
}
#else
static void run(void) {
    double s = 0;
    for (long i = 0; i < count; i++) {
        s += 0.1 * x[i];
        s = s > 1 ? 1 : s < -1 ? -1 : s;
        y[i] = s;
    }
}

static void result(void) { EMIT(y, count); }
#endif
