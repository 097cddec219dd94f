// What torch on a CPU does slowly, fused: RMS norm, head norms with rotary positions, attention within packed documents, and GeGLU, each
// forward and backward. All arrays are float32 and contiguous. Work is split by rows or by (document, key head), and every sum has one
// owner and one order, so that a run repeats bit by bit whatever the number of threads.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define HEAD 64
#define BANDS 64

static inline float dot(const float *a, const float *b, int n) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}

static inline void add_scaled(float *to, const float *from, float scale, int n) {
#pragma omp simd
    for (int i = 0; i < n; i++) to[i] += scale * from[i];
}

// Sums per-band partial results in a fixed order.
static void fold(const float *partial, float *total, int n) {
    memset(total, 0, sizeof(float) * n);
    for (int band = 0; band < BANDS; band++) add_scaled(total, partial + (size_t)band * n, 1, n);
}

void norm_forward(const float *x, const float *weight, float *y, float *scale, int64_t rows, int n, float epsilon) {
#pragma omp parallel for schedule(static)
    for (int64_t r = 0; r < rows; r++) {
        const float *in = x + r * n;
        float s = 1 / sqrtf(dot(in, in, n) / n + epsilon);
        scale[r] = s;
#pragma omp simd
        for (int i = 0; i < n; i++) y[r * n + i] = in[i] * s * weight[i];
    }
}

void norm_backward(const float *gradient, const float *x, const float *weight, const float *scale, float *dx, float *dweight,
                   int64_t rows, int n) {
    float *partial = calloc((size_t)BANDS * n, sizeof(float));
#pragma omp parallel for schedule(static)
    for (int band = 0; band < BANDS; band++) {
        float *sums = partial + (size_t)band * n;
        for (int64_t r = rows * band / BANDS; r < rows * (band + 1) / BANDS; r++) {
            const float *g = gradient + r * n, *in = x + r * n;
            float s = scale[r], mean = 0;
#pragma omp simd reduction(+ : mean)
            for (int i = 0; i < n; i++) mean += g[i] * weight[i] * in[i];
            mean *= s * s / n;
#pragma omp simd
            for (int i = 0; i < n; i++) {
                sums[i] += g[i] * in[i] * s;
                dx[r * n + i] = (g[i] * weight[i] - in[i] * mean) * s;
            }
        }
    }
    fold(partial, dweight, n);
    free(partial);
}

// joint: [rows, heads + 2 * kv, HEAD] -> queries [rows, heads, HEAD] (scaled by 1/8), keys and values [rows, kv, HEAD].
void heads_forward(const float *joint, const float *query_weight, const float *key_weight, const float *cosine, const float *sine,
                   float *query, float *key, float *value, float *scale, int64_t rows, int heads, int kv, float epsilon) {
    int normed = heads + kv, all = heads + 2 * kv;
#pragma omp parallel for schedule(static)
    for (int64_t r = 0; r < rows; r++) {
        const float *c = cosine + r * (HEAD / 2), *s = sine + r * (HEAD / 2);
        for (int h = 0; h < normed; h++) {
            const float *in = joint + (r * all + h) * HEAD;
            const float *weight = h < heads ? query_weight : key_weight;
            float *out = h < heads ? query + (r * heads + h) * HEAD : key + (r * kv + h - heads) * HEAD;
            float inverse = 1 / sqrtf(dot(in, in, HEAD) / HEAD + epsilon), factor = h < heads ? inverse * 0.125f : inverse;
            scale[r * normed + h] = inverse;
#pragma omp simd
            for (int i = 0; i < HEAD / 2; i++) {
                float a = in[i] * weight[i] * factor, b = in[i + HEAD / 2] * weight[i + HEAD / 2] * factor;
                out[i] = a * c[i] - b * s[i];
                out[i + HEAD / 2] = b * c[i] + a * s[i];
            }
        }
        memcpy(value + r * kv * HEAD, joint + (r * all + normed) * HEAD, sizeof(float) * kv * HEAD);
    }
}

void heads_backward(const float *dquery, const float *dkey, const float *dvalue, const float *joint, const float *query_weight,
                    const float *key_weight, const float *cosine, const float *sine, const float *scale, float *djoint,
                    float *dquery_weight, float *dkey_weight, int64_t rows, int heads, int kv) {
    int normed = heads + kv, all = heads + 2 * kv;
    float *partial = calloc((size_t)BANDS * 2 * HEAD, sizeof(float)), total[2 * HEAD];
#pragma omp parallel for schedule(static)
    for (int band = 0; band < BANDS; band++) {
        for (int64_t r = rows * band / BANDS; r < rows * (band + 1) / BANDS; r++) {
            const float *c = cosine + r * (HEAD / 2), *s = sine + r * (HEAD / 2);
            for (int h = 0; h < normed; h++) {
                const float *in = joint + (r * all + h) * HEAD;
                const float *g = h < heads ? dquery + (r * heads + h) * HEAD : dkey + (r * kv + h - heads) * HEAD;
                const float *weight = h < heads ? query_weight : key_weight;
                float *sums = partial + ((size_t)band * 2 + (h < heads ? 0 : 1)) * HEAD, turned[HEAD], mean = 0;
                float inverse = scale[r * normed + h], factor = h < heads ? 0.125f : 1;
                for (int i = 0; i < HEAD / 2; i++) {
                    turned[i] = (g[i] * c[i] + g[i + HEAD / 2] * s[i]) * factor;
                    turned[i + HEAD / 2] = (g[i + HEAD / 2] * c[i] - g[i] * s[i]) * factor;
                }
#pragma omp simd reduction(+ : mean)
                for (int i = 0; i < HEAD; i++) mean += turned[i] * weight[i] * in[i];
                mean *= inverse * inverse / HEAD;
                float *out = djoint + (r * all + h) * HEAD;
#pragma omp simd
                for (int i = 0; i < HEAD; i++) {
                    sums[i] += turned[i] * in[i] * inverse;
                    out[i] = (turned[i] * weight[i] - in[i] * mean) * inverse;
                }
            }
            memcpy(djoint + (r * all + normed) * HEAD, dvalue + r * kv * HEAD, sizeof(float) * kv * HEAD);
        }
    }
    fold(partial, total, 2 * HEAD);
    memcpy(dquery_weight, total, sizeof(float) * HEAD);
    memcpy(dkey_weight, total + HEAD, sizeof(float) * HEAD);
    free(partial);
}

// bounds: the first row of each document and the end; lower: the first row that each row may see.
void attention_forward(const float *query, const float *key, const float *value, const int32_t *bounds, const int32_t *lower,
                       float *out, float *logsum, int documents, int heads, int kv) {
    int group = heads / kv;
#pragma omp parallel
    {
        size_t room = 0;
        float *weights = NULL;
#pragma omp for schedule(dynamic, 1)
        for (int unit = 0; unit < documents * kv; unit++) {
            int document = unit / kv, kh = unit % kv, first = bounds[document], last = bounds[document + 1];
            if ((size_t)(last - first) > room) {
                room = last - first;
                weights = realloc(weights, room * sizeof(float));
            }
            for (int64_t row = first; row < last; row++) {
                int low = lower[row], count = (int)row - low + 1;
                for (int h = kh * group; h < (kh + 1) * group; h++) {
                    const float *q = query + (row * heads + h) * HEAD;
                    float top = -1e30f, sum = 0, mixed[HEAD] = {0};
                    for (int j = 0; j < count; j++) {
                        float score = dot(q, key + ((int64_t)(low + j) * kv + kh) * HEAD, HEAD);
                        weights[j] = score;
                        top = score > top ? score : top;
                    }
#pragma omp simd reduction(+ : sum)
                    for (int j = 0; j < count; j++) {
                        weights[j] = expf(weights[j] - top);
                        sum += weights[j];
                    }
                    for (int j = 0; j < count; j++) add_scaled(mixed, value + ((int64_t)(low + j) * kv + kh) * HEAD, weights[j], HEAD);
                    for (int i = 0; i < HEAD; i++) out[(row * heads + h) * HEAD + i] = mixed[i] / sum;
                    logsum[row * heads + h] = top + logf(sum);
                }
            }
        }
        free(weights);
    }
}

void attention_backward(const float *gradient, const float *query, const float *key, const float *value, const float *out,
                        const float *logsum, const int32_t *bounds, const int32_t *lower, float *dquery, float *dkey, float *dvalue,
                        int documents, int heads, int kv) {
    int group = heads / kv;
#pragma omp parallel
    {
        size_t room = 0;
        float *weights = NULL;
#pragma omp for schedule(dynamic, 1)
        for (int unit = 0; unit < documents * kv; unit++) {
            int document = unit / kv, kh = unit % kv, first = bounds[document], last = bounds[document + 1];
            if ((size_t)(last - first) > room) {
                room = last - first;
                weights = realloc(weights, room * sizeof(float));
            }
            for (int64_t row = first; row < last; row++) {
                memset(dkey + (row * kv + kh) * HEAD, 0, sizeof(float) * HEAD);
                memset(dvalue + (row * kv + kh) * HEAD, 0, sizeof(float) * HEAD);
            }
            for (int64_t row = first; row < last; row++) {
                int low = lower[row], count = (int)row - low + 1;
                for (int h = kh * group; h < (kh + 1) * group; h++) {
                    const float *q = query + (row * heads + h) * HEAD, *g = gradient + (row * heads + h) * HEAD;
                    float total = dot(g, out + (row * heads + h) * HEAD, HEAD), shift = logsum[row * heads + h], dq[HEAD] = {0};
                    for (int j = 0; j < count; j++) weights[j] = dot(q, key + ((int64_t)(low + j) * kv + kh) * HEAD, HEAD) - shift;
#pragma omp simd
                    for (int j = 0; j < count; j++) weights[j] = expf(weights[j]);
                    for (int j = 0; j < count; j++) {
                        int64_t at = ((int64_t)(low + j) * kv + kh) * HEAD;
                        float weight = weights[j];
                        if (weight < 1e-7f) continue;
                        float slope = weight * (dot(g, value + at, HEAD) - total);
                        add_scaled(dvalue + at, g, weight, HEAD);
                        add_scaled(dq, key + at, slope, HEAD);
                        add_scaled(dkey + at, q, slope, HEAD);
                    }
                    memcpy(dquery + (row * heads + h) * HEAD, dq, sizeof dq);
                }
            }
        }
        free(weights);
    }
}

// The argument of GELU's sigmoid, kept where exp is finite: the fast reciprocal makes NaN of 1 / infinity.
static inline float bounded(float x) {
    float inner = 1.5957691216f * (x + 0.044715f * x * x * x);
    inner = inner > 40 ? 40 : inner;
    return inner < -40 ? -40 : inner;
}

// gelu(gate) * up by the tanh form, from [rows, 2 * n] to [rows, n].
void geglu_forward(const float *joint, float *out, int64_t rows, int n) {
#pragma omp parallel for schedule(static)
    for (int64_t r = 0; r < rows; r++) {
        const float *gate = joint + r * 2 * n, *up = gate + n;
#pragma omp simd
        for (int i = 0; i < n; i++) {
            float x = gate[i];
            out[r * n + i] = x / (1 + expf(-bounded(x))) * up[i];
        }
    }
}

void geglu_backward(const float *gradient, const float *joint, float *djoint, int64_t rows, int n) {
#pragma omp parallel for schedule(static)
    for (int64_t r = 0; r < rows; r++) {
        const float *gate = joint + r * 2 * n, *up = gate + n, *g = gradient + r * n;
        float *dgate = djoint + r * 2 * n, *dup = dgate + n;
#pragma omp simd
        for (int i = 0; i < n; i++) {
            float x = gate[i], share = 1 / (1 + expf(-bounded(x)));
            float slope = share + x * share * (1 - share) * 1.5957691216f * (1 + 0.134145f * x * x);
            dgate[i] = g[i] * up[i] * slope;
            dup[i] = g[i] * x * share;
        }
    }
}
