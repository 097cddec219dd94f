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

// Sums per-band partial results in a fixed order.
static void fold(const float *partial, float *total, int n) {
    memset(total, 0, sizeof(float) * n);
    for (int band = 0; band < BANDS; band++)
        for (int i = 0; i < n; i++) total[i] += partial[(size_t)band * n + i];
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

// Sixteen lanes; a head is four of them. The compiler parts them where the CPU's registers are shorter.
typedef float lanes __attribute__((vector_size(64), aligned(4)));
typedef struct {
    lanes part[4];
} head;

static inline head load(const float *from) {
    const lanes *at = (const lanes *)from;
    return (head){{at[0], at[1], at[2], at[3]}};
}

static inline void store(float *to, head from) {
    lanes *at = (lanes *)to;
    for (int i = 0; i < 4; i++) at[i] = from.part[i];
}

static inline head fused_add(head sum, head from, float scale) {
    for (int i = 0; i < 4; i++) sum.part[i] += from.part[i] * scale;
    return sum;
}

static inline float inner(head a, head b) {
    lanes products = (a.part[0] * b.part[0] + a.part[1] * b.part[1]) + (a.part[2] * b.part[2] + a.part[3] * b.part[3]);
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < 16; i++) sum += products[i];
    return sum;
}

// exp(score - shift) of each score; returns their sum.
static inline float exponents(float *scores, float shift, int count) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int j = 0; j < count; j++) {
        scores[j] = expf(scores[j] - shift);
        sum += scores[j];
    }
    return sum;
}

// Room for two rows of scores.
static inline float *grown(float *scores, size_t *room, size_t wanted) {
    if (wanted <= *room) return scores;
    *room = wanted;
    return realloc(scores, 2 * wanted * sizeof(float));
}

// bounds: the first row of each document and the end; lower: the first row that each row may see. Two query heads share a key head and
// are taken together, so that keys and values are read once.
void attention_forward(const float *query, const float *key, const float *value, const int32_t *bounds, const int32_t *lower,
                       float *out, float *logsum, int documents, int heads, int kv) {
    int step = kv * HEAD;
#pragma omp parallel
    {
        size_t room = 0;
        float *scores = NULL;
#pragma omp for schedule(dynamic, 1)
        for (int unit = 0; unit < documents * kv; unit++) {
            int kh = unit % kv, first = bounds[unit / kv], last = bounds[unit / kv + 1];
            scores = grown(scores, &room, last - first);
            float *other = scores + room;
            for (int64_t row = first; row < last; row++) {
                int count = (int)row - lower[row] + 1;
                int64_t at = row * heads + kh * 2;
                const float *keys = key + (int64_t)lower[row] * step + kh * HEAD, *values = value + (int64_t)lower[row] * step + kh * HEAD;
                head q0 = load(query + at * HEAD), q1 = load(query + (at + 1) * HEAD), mixed0 = {0}, mixed1 = {0};
                float top0 = -1e30f, top1 = -1e30f;
                for (int j = 0; j < count; j++) {
                    head k = load(keys + (int64_t)j * step);
                    float score0 = inner(q0, k), score1 = inner(q1, k);
                    scores[j] = score0;
                    other[j] = score1;
                    top0 = score0 > top0 ? score0 : top0;
                    top1 = score1 > top1 ? score1 : top1;
                }
                float sum0 = exponents(scores, top0, count), sum1 = exponents(other, top1, count);
                for (int j = 0; j < count; j++) {
                    head v = load(values + (int64_t)j * step);
                    mixed0 = fused_add(mixed0, v, scores[j]);
                    mixed1 = fused_add(mixed1, v, other[j]);
                }
                store(out + at * HEAD, fused_add((head){0}, mixed0, 1 / sum0));
                store(out + (at + 1) * HEAD, fused_add((head){0}, mixed1, 1 / sum1));
                logsum[at] = top0 + logf(sum0);
                logsum[at + 1] = top1 + logf(sum1);
            }
        }
        free(scores);
    }
}

void attention_backward(const float *gradient, const float *query, const float *key, const float *value, const float *out,
                        const float *logsum, const int32_t *bounds, const int32_t *lower, float *dquery, float *dkey, float *dvalue,
                        int documents, int heads, int kv) {
    int step = kv * HEAD;
#pragma omp parallel
    {
        size_t room = 0;
        float *scores = NULL;
#pragma omp for schedule(dynamic, 1)
        for (int unit = 0; unit < documents * kv; unit++) {
            int kh = unit % kv, first = bounds[unit / kv], last = bounds[unit / kv + 1];
            scores = grown(scores, &room, last - first);
            float *other = scores + room;
            for (int64_t row = first; row < last; row++) {
                memset(dkey + row * step + kh * HEAD, 0, sizeof(float) * HEAD);
                memset(dvalue + row * step + kh * HEAD, 0, sizeof(float) * HEAD);
            }
            for (int64_t row = first; row < last; row++) {
                int count = (int)row - lower[row] + 1;
                int64_t at = row * heads + kh * 2, start = (int64_t)lower[row] * step + kh * HEAD;
                head q0 = load(query + at * HEAD), q1 = load(query + (at + 1) * HEAD), dq0 = {0}, dq1 = {0};
                head g0 = load(gradient + at * HEAD), g1 = load(gradient + (at + 1) * HEAD);
                float total0 = inner(g0, load(out + at * HEAD)), total1 = inner(g1, load(out + (at + 1) * HEAD));
                for (int j = 0; j < count; j++) {
                    head k = load(key + start + (int64_t)j * step);
                    scores[j] = inner(q0, k);
                    other[j] = inner(q1, k);
                }
                exponents(scores, logsum[at], count);
                exponents(other, logsum[at + 1], count);
                for (int j = 0; j < count; j++) {
                    float weight0 = scores[j], weight1 = other[j];
                    // What is hardly looked at hardly learns.
                    if (weight0 + weight1 < 1e-6f) continue;
                    int64_t place = start + (int64_t)j * step;
                    head v = load(value + place), k = load(key + place);
                    float slope0 = weight0 * (inner(g0, v) - total0), slope1 = weight1 * (inner(g1, v) - total1);
                    store(dvalue + place, fused_add(fused_add(load(dvalue + place), g0, weight0), g1, weight1));
                    store(dkey + place, fused_add(fused_add(load(dkey + place), q0, slope0), q1, slope1));
                    dq0 = fused_add(dq0, k, slope0);
                    dq1 = fused_add(dq1, k, slope1);
                }
                store(dquery + at * HEAD, dq0);
                store(dquery + (at + 1) * HEAD, dq1);
            }
        }
        free(scores);
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
