/* all pairs of points */
#include "bench.h"

#define STEP 1e-3
#define SOFTENING 1e-2

static long count, coordinates, steps;
static double *x, *place, *speed, *y;

static void prepare(const long *n) {
    count = n[0];
    coordinates = n[1];
    steps = n[2];
    MAKE(double, x, count * coordinates, noise(1, i));
    MAKE(double, place, count * coordinates, 0);
    MAKE(double, speed, count * coordinates, 0);
    MAKE(double, y, count * count, 0);
}

#ifdef BODIES
/* Coordinate after coordinate, so that bodies lie side by side. */
static void run(void) {
    double *restrict px = place, *restrict py = place + count, *restrict pz = place + 2 * count;
    double *restrict vx = speed, *restrict vy = speed + count, *restrict vz = speed + 2 * count;
    for (long i = 0; i < count; i++) {
        px[i] = x[3 * i], py[i] = x[3 * i + 1], pz[i] = x[3 * i + 2];
        vx[i] = vy[i] = vz[i] = 0;
    }
    #pragma omp parallel
    for (long t = 0; t < steps; t++) {
        #pragma omp for schedule(static)
        for (long i = 0; i < count; i++) {
            double ax = 0, ay = 0, az = 0;
            #pragma omp simd reduction(+ : ax, ay, az)
            for (long j = 0; j < count; j++) {
                double dx = px[j] - px[i], dy = py[j] - py[i], dz = pz[j] - pz[i];
                double r = 1 / sqrt(dx * dx + dy * dy + dz * dz + SOFTENING), cube = r * r * r;
                ax += dx * cube, ay += dy * cube, az += dz * cube;
            }
            vx[i] += STEP * ax / count, vy[i] += STEP * ay / count, vz[i] += STEP * az / count;
        }
        #pragma omp for schedule(static)
        for (long i = 0; i < count; i++) px[i] += STEP * vx[i], py[i] += STEP * vy[i], pz[i] += STEP * vz[i];
    }
}

static void result(void) {
    for (long i = 0; i < count; i++)
        for (long k = 0; k < 3; k++) y[3 * i + k] = place[k * count + i];
    EMIT(y, 3 * count);
}
#else
static void run(void) {
    double *restrict turned = place;
    for (long i = 0; i < count; i++)
        for (long k = 0; k < coordinates; k++) turned[k * count + i] = x[i * coordinates + k];
    #pragma omp parallel
    {
        double *row = buffer(count * 8);
        #pragma omp for schedule(static)
        for (long i = 0; i < count; i++) {
            #ifdef DISTANCES
            double *restrict out = y + i * count;
            #else
            double *restrict out = row;
            #endif
            memset(out, 0, count * 8);
            for (long k = 0; k < coordinates; k++) {
                const double *restrict other = turned + k * count;
                double own = x[i * coordinates + k];
                #pragma omp simd
                for (long j = 0; j < count; j++) out[j] += (other[j] - own) * (other[j] - own);
            }
            #ifdef DISTANCES
            #pragma omp simd
            for (long j = 0; j < count; j++) out[j] = sqrt(out[j]);
            #else
            double least = 1e300;
            out[i] = least;
            #pragma omp simd reduction(min : least)
            for (long j = 0; j < count; j++) least = out[j] < least ? out[j] : least;
            y[i] = sqrt(least);
            #endif
        }
        free(row);
    }
}

#ifdef DISTANCES
static void result(void) { EMIT(y, count * count); }
#else
static void result(void) { EMIT(y, count); }
#endif
#endif
