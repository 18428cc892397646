/* A training step of a network of two tanh layers and a linear one on softmax cross-entropy. Products by OpenBLAS, each thread with its
 * columns; updates are the products that give the gradients. */
#include "bench.h"
#include <dlfcn.h>

#define RATE 0.05f

enum { ROW_MAJOR = 101, PLAIN = 111, TRANSPOSED = 112 };
typedef void Sgemm(int order, int ta, int tb, int m, int n, int k, float alpha, const float *a, int lda, const float *b, int ldb,
                   float beta, float *c, int ldc);
static Sgemm *sgemm;

static int batch, inputs, hidden, classes;
static float *x, *w1, *b1, *w2, *b2, *w3, *b3, *h1, *h2, *s, *d1, *d2;

static float *floats(long n) { return buffer(n * sizeof(float)); }

static float *weights(float *w, int layer, long in, long out) {
    for (long i = 0; i < in * out; i++) w[i] = (float)noise(10 + layer, i) / (float)sqrt(in);
    return w;
}

static void restart(void) {
    weights(w1, 0, inputs, hidden);
    weights(w2, 1, hidden, hidden);
    weights(w3, 2, hidden, classes);
    memset(b1, 0, hidden * 4);
    memset(b2, 0, hidden * 4);
    memset(b3, 0, classes * 4);
}

static void prepare(const long *n) {
    batch = n[0], inputs = n[1], hidden = n[2], classes = n[3];
    const char *path = getenv("OPENBLAS");
    void *library = dlopen(path ? path : "libopenblas.so.0", RTLD_NOW);
    sgemm = library ? (Sgemm *)dlsym(library, "cblas_sgemm") : NULL;
    if (!sgemm) {
        fprintf(stderr, "no OpenBLAS: %s\n", dlerror());
        exit(1);
    }
    x = floats((long)batch * inputs);
    for (long i = 0; i < (long)batch * inputs; i++) x[i] = (float)noise(21, i);
    w1 = floats((long)inputs * hidden), w2 = floats((long)hidden * hidden), w3 = floats((long)hidden * classes);
    b1 = floats(hidden), b2 = floats(hidden), b3 = floats(classes);
    h1 = floats((long)batch * hidden), h2 = floats((long)batch * hidden), s = floats((long)batch * classes);
    d1 = floats((long)batch * hidden), d2 = floats((long)batch * hidden);
    restart();
}

/* Columns begin to end of h = tanh(g w + b). */
static void layer(const float *g, int in, const float *w, const float *b, float *h, int begin, int end) {
    for (int e = 0; e < batch; e++) memcpy(h + e * hidden + begin, b + begin, (end - begin) * 4);
    sgemm(ROW_MAJOR, PLAIN, PLAIN, batch, end - begin, in, 1, g, in, w + begin, hidden, 1, h + begin, hidden);
    for (int e = 0; e < batch; e++) {
        float *restrict row = h + e * hidden;
        #pragma omp simd
        for (int j = begin; j < end; j++) row[j] = tanhf(row[j]);
    }
}

/* Scores become their cotangents: softmax less the class, by the size of the batch. */
static void scores(void) {
    for (int e = 0; e < batch; e++) memcpy(s + e * classes, b3, classes * 4);
    sgemm(ROW_MAJOR, PLAIN, PLAIN, batch, classes, hidden, 1, h2, hidden, w3, classes, 1, s, classes);
    for (int e = 0; e < batch; e++) {
        float *row = s + e * classes, most = row[0], sum = 0;
        for (int j = 1; j < classes; j++) most = row[j] > most ? row[j] : most;
        for (int j = 0; j < classes; j++) sum += row[j] = expf(row[j] - most);
        for (int j = 0; j < classes; j++) row[j] = (row[j] / sum - (j == e % classes)) / batch;
    }
}

/* Columns of d = (c wᵀ) (1 − h²). */
static void back(const float *c, int out, const float *w, const float *h, float *d, int begin, int end) {
    sgemm(ROW_MAJOR, PLAIN, TRANSPOSED, batch, end - begin, out, 1, c, out, w + (long)begin * out, out, 0, d + begin, hidden);
    for (int e = 0; e < batch; e++) {
        float *restrict row = d + e * hidden;
        const float *restrict t = h + e * hidden;
        #pragma omp simd
        for (int j = begin; j < end; j++) row[j] *= 1 - t[j] * t[j];
    }
}

/* Columns of w −= rate gᵀ d and of b −= rate Σ d. */
static void descend(const float *g, int in, const float *d, int out, float *w, float *b, int begin, int end) {
    sgemm(ROW_MAJOR, TRANSPOSED, PLAIN, in, end - begin, batch, -RATE, g, in, d + begin, out, 1, w + begin, out);
    for (int e = 0; e < batch; e++)
        for (int j = begin; j < end; j++) b[j] -= RATE * d[e * out + j];
}

static void run(void) {
    #pragma omp parallel
    {
        int threads = omp_get_num_threads(), id = omp_get_thread_num();
        int begin = (long)hidden * id / threads, end = (long)hidden * (id + 1) / threads;
        layer(x, inputs, w1, b1, h1, begin, end);
        #pragma omp barrier
        layer(h1, hidden, w2, b2, h2, begin, end);
        #pragma omp barrier
        #pragma omp single
        scores();
        back(s, classes, w3, h2, d2, begin, end);
        #pragma omp barrier
        back(d2, hidden, w2, h1, d1, begin, end);
        #pragma omp single
        descend(h2, hidden, s, classes, w3, b3, 0, classes);
        descend(h1, hidden, d2, hidden, w2, b2, begin, end);
        descend(x, inputs, d1, hidden, w1, b1, begin, end);
    }
}

static void result(void) {
    restart();
    for (int i = 0; i < 3; i++) run();
    EMIT(w1, (long)inputs * hidden);
    EMIT(b1, hidden);
    EMIT(w2, (long)hidden * hidden);
    EMIT(b2, hidden);
    EMIT(w3, (long)hidden * classes);
    EMIT(b3, classes);
}
