/* A program of the bench defines prepare, run and result; this is the process around it, which answers lines:
 *   run K        K computations; answers with the mean of their seconds
 *   result FILE  writes the numbers of a computation as doubles; answers with their count
 */
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef _OPENMP
#include <omp.h>
#else
static int omp_get_thread_num(void) { return 0; }
static int omp_get_num_threads(void) { return 1; }
static int omp_get_max_threads(void) { return 1; }
#endif

/* Makes the inputs, for sizes n. */
static void prepare(const long *n);
/* One whole computation. */
static void run(void);
/* Hands its numbers to emit. */
static void result(void);

/* Uninitialised memory on a cache line's border. */
static void *buffer(size_t bytes) {
    void *p = aligned_alloc(64, (bytes + 63) / 64 * 64);
    if (!p) abort();
    return p;
}

/* Number i of those in [-1, 1) without visible order (Steele, Lea and Flood 2014). */
static double noise(uint64_t seed, uint64_t i) {
    uint64_t z = ((seed << 32) + i + 1) * 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1;
}

/* A buffer of n numbers of a type, each made from its place i. Touched first by the threads that read it. */
#define MAKE(type, x, n, value)                                       \
    do {                                                              \
        type *x_ = (x) = buffer((n) * sizeof(type));                  \
        _Pragma("omp parallel for schedule(static)")                  \
        for (long i = 0; i < (n); i++) x_[i] = (type)(value);         \
    } while (0)

static FILE *emitted;
static long emitted_count;

static void emit_one(double x) {
    fwrite(&x, sizeof x, 1, emitted);
    emitted_count++;
}

/* Writes a sample: every number of few; of many the first, every one in an odd number, and the last. */
#define EMIT(x, n)                                                    \
    do {                                                              \
        long n_ = (n), step_ = n_ <= 4096 ? 1 : (n_ / 4096) | 1;      \
        for (long i_ = 0; i_ < n_; i_ += step_) emit_one((x)[i_]);    \
        if (n_ > 4096) emit_one((x)[n_ - 1]);                         \
    } while (0)

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
    long n[8] = {0}, count;
    for (int i = 1; i < argc && i <= 8; i++) n[i - 1] = atol(argv[i]);
    prepare(n);
    puts("ready");
    fflush(stdout);
    char line[4096], file[4096];
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "run %ld", &count) == 1) {
            double start = now();
            for (long i = 0; i < count; i++) run();
            printf("%.9g\n", (now() - start) / count);
        } else if (sscanf(line, "result %4095[^\n]", file) == 1) {
            emitted = fopen(file, "wb");
            emitted_count = 0;
            if (!emitted) return 1;
            run();
            result();
            fclose(emitted);
            printf("%ld\n", emitted_count);
        } else return 1;
        fflush(stdout);
    }
    return 0;
}
