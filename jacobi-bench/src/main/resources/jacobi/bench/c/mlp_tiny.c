/* Training of a 1-10-10-10-1 tanh network by steepest descent on the mean square of errors. Units by examples, so that examples fill
 * vectors; each thread has its share of the examples and its own copy of the weights. */
#include "bench.h"

#define RATE 0.05f
#define WIDTH 10
#define MOST_THREADS 64
#define INLINE static inline __attribute__((always_inline))

/* Weights [in][out] and biases, layer by layer. */
typedef struct {
    float w1[WIDTH], b1[WIDTH], w2[WIDTH * WIDTH], b2[WIDTH], w3[WIDTH * WIDTH], b3[WIDTH], w4[WIDTH], b4[1];
} Net;

#define NUMBERS (long)(sizeof(Net) / sizeof(float))

static long batch, steps;
static float *x, *y;
static Net start, trained, *parts[2];

static void weights(float *w, int layer, int in, int out) {
    for (int i = 0; i < in * out; i++) w[i] = (float)noise(10 + layer, i) / (float)sqrt(in);
}

static void prepare(const long *n) {
    batch = n[0];
    steps = n[1];
    x = buffer(batch * 4);
    y = buffer(batch * 4);
    parts[0] = buffer(MOST_THREADS * sizeof(Net));
    parts[1] = buffer(MOST_THREADS * sizeof(Net));
    for (long i = 0; i < batch; i++) {
        x[i] = (float)noise(20, i);
        y[i] = sinf(3 * x[i]);
    }
    weights(start.w1, 0, 1, WIDTH);
    weights(start.w2, 1, WIDTH, WIDTH);
    weights(start.w3, 2, WIDTH, WIDTH);
    weights(start.w4, 3, WIDTH, 1);
}

/* h [out][n] = tanh(wᵀ g + b) */
INLINE void forward(const float *w, const float *b, const float *g, float *h, int in, int out, long n) {
    for (int o = 0; o < out; o++) {
        #pragma omp simd
        for (long e = 0; e < n; e++) {
            float sum = b[o];
            for (int i = 0; i < in; i++) sum += w[i * out + o] * g[i * n + e];
            h[o * n + e] = tanhf(sum);
        }
    }
}

/* Gradients of w and b from d, the cotangent of the sums. */
INLINE void gradient(float *w, float *b, const float *g, const float *d, int in, int out, long n) {
    for (int o = 0; o < out; o++) {
        float sums[WIDTH] = {0}, sum = 0;
        #pragma omp simd reduction(+ : sums, sum)
        for (long e = 0; e < n; e++) {
            float c = d[o * n + e];
            sum += c;
            for (int i = 0; i < in; i++) sums[i] += g[i * n + e] * c;
        }
        b[o] = sum;
        for (int i = 0; i < in; i++) w[i * out + o] = sums[i];
    }
}

/* c [in][n], the cotangent of the sums below, whose tanh is g. */
INLINE void backward(const float *w, const float *g, const float *d, float *c, int in, int out, long n) {
    for (int i = 0; i < in; i++) {
        #pragma omp simd
        for (long e = 0; e < n; e++) {
            float sum = 0, t = g[i * n + e];
            for (int o = 0; o < out; o++) sum += w[i * out + o] * d[o * n + e];
            c[i * n + e] = sum * (1 - t * t);
        }
    }
}

/* The gradient on n examples; space for 7 × WIDTH × n. */
static void pass(const Net *p, Net *grad, const float *in, const float *out, float *space, long n) {
    float *h1 = space, *h2 = h1 + WIDTH * n, *h3 = h2 + WIDTH * n, *d1 = h3 + WIDTH * n, *d2 = d1 + WIDTH * n, *d3 = d2 + WIDTH * n;
    float *h4 = d3 + WIDTH * n, *d4 = h4 + n;
    forward(p->w1, p->b1, in, h1, 1, WIDTH, n);
    forward(p->w2, p->b2, h1, h2, WIDTH, WIDTH, n);
    forward(p->w3, p->b3, h2, h3, WIDTH, WIDTH, n);
    forward(p->w4, p->b4, h3, h4, WIDTH, 1, n);
    float scale = 2.0f / batch;
    #pragma omp simd
    for (long e = 0; e < n; e++) d4[e] = scale * (h4[e] - out[e]) * (1 - h4[e] * h4[e]);
    backward(p->w4, h3, d4, d3, WIDTH, 1, n);
    backward(p->w3, h2, d3, d2, WIDTH, WIDTH, n);
    backward(p->w2, h1, d2, d1, WIDTH, WIDTH, n);
    gradient(grad->w4, grad->b4, h3, d4, WIDTH, 1, n);
    gradient(grad->w3, grad->b3, h2, d3, WIDTH, WIDTH, n);
    gradient(grad->w2, grad->b2, h1, d2, WIDTH, WIDTH, n);
    gradient(grad->w1, grad->b1, in, d1, 1, WIDTH, n);
}

static void run(void) {
    #pragma omp parallel
    {
        long threads = omp_get_num_threads(), id = omp_get_thread_num();
        long begin = batch * id / threads, n = batch * (id + 1) / threads - begin;
        float *space = buffer(7 * WIDTH * n * 4 + 64);
        Net net = start;
        for (long t = 0; t < steps; t++) {
            Net *all = parts[t & 1];
            pass(&net, all + id, x + begin, y + begin, space, n);
            #pragma omp barrier
            for (long k = 0; k < threads; k++) {
                const float *g = (const float *)(all + k);
                float *p = (float *)&net;
                for (long i = 0; i < NUMBERS; i++) p[i] -= RATE * g[i];
            }
        }
        free(space);
        if (id == 0) trained = net;
    }
}

static void emit_all(const float *p, long n) { EMIT(p, n); }

static void result(void) {
    emit_all(trained.w1, WIDTH);
    emit_all(trained.b1, WIDTH);
    emit_all(trained.w2, WIDTH * WIDTH);
    emit_all(trained.b2, WIDTH);
    emit_all(trained.w3, WIDTH * WIDTH);
    emit_all(trained.b3, WIDTH);
    emit_all(trained.w4, WIDTH);
    emit_all(trained.b4, 1);
}
