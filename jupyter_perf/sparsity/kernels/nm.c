// y = W x for a packed W that keeps N of each M inputs; N, M, BITS and (for int8) LEVELS are given
// when this is compiled, so that every loop has a known length.
//
// 16 rows of W lie interleaved: the s-th value of each of them is one vector, and so are their
// places in the group of M inputs, BITS each, packed into 32-bit words. The group's inputs are one
// register (or two), from which each lane picks its own by a permutation: nothing is gathered from
// memory. A tile of several batch elements shares what was loaded of W.
//
// Masked loads keep from reading behind the last input where M isn't a whole register.
#include <stdint.h>

#define ROWS 16
#define PER_WORD (32 / BITS)

#ifdef LEVELS
typedef int8_t value_t;
#else
typedef float value_t;
#endif

#if defined(__AVX512F__)
#include <immintrin.h>
#define LANES 16
#define TILE 8
typedef __m512 floats;
typedef __m512i places;
static inline floats zero(void) { return _mm512_setzero_ps(); }
static inline floats fma_(floats a, floats b, floats c) { return _mm512_fmadd_ps(a, b, c); }
static inline floats add(floats a, floats b) { return _mm512_add_ps(a, b); }
static inline void store(float *to, floats a) { _mm512_storeu_ps(to, a); }
static inline places words_at(const uint32_t *from) { return _mm512_loadu_si512(from); }
static inline places shifted(places a, int by) { return _mm512_srl_epi32(a, _mm_cvtsi32_si128(by)); }
static inline floats values_at(const value_t *from) {
#ifdef LEVELS
  return _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i *)from)));
#else
  return _mm512_loadu_ps(from);
#endif
}
static inline __m512 some(const float *x, int count) {
  return _mm512_maskz_loadu_ps((__mmask16)(count >= 16 ? 0xFFFF : (1 << count) - 1), x);
}
static inline floats pick(const float *x, places at) {
#if M <= 4
  __m512 all = _mm512_broadcast_f32x4(_mm512_castps512_ps128(some(x, M)));
  return _mm512_permutexvar_ps(at, all);
#elif M <= 16
  return _mm512_permutexvar_ps(at, some(x, M));
#elif M <= 32
  return _mm512_permutex2var_ps(some(x, 16), at, some(x + 16, M - 16));
#else
  return _mm512_i32gather_ps(_mm512_and_si512(at, _mm512_set1_epi32(255)), x, 4);
#endif
}
#elif defined(__AVX2__) && defined(__FMA__)
#include <immintrin.h>
#define LANES 8
#define TILE 4
typedef __m256 floats;
typedef __m256i places;
static inline floats zero(void) { return _mm256_setzero_ps(); }
static inline floats fma_(floats a, floats b, floats c) { return _mm256_fmadd_ps(a, b, c); }
static inline floats add(floats a, floats b) { return _mm256_add_ps(a, b); }
static inline void store(float *to, floats a) { _mm256_storeu_ps(to, a); }
static inline places words_at(const uint32_t *from) {
  return _mm256_loadu_si256((const __m256i *)from);
}
static inline places shifted(places a, int by) { return _mm256_srl_epi32(a, _mm_cvtsi32_si128(by)); }
static inline floats values_at(const value_t *from) {
#ifdef LEVELS
  return _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)from)));
#else
  return _mm256_loadu_ps(from);
#endif
}
static inline __m256 some(const float *x, int count) {
  if (count >= 8) return _mm256_loadu_ps(x);
  __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  return _mm256_maskload_ps(x, _mm256_cmpgt_epi32(_mm256_set1_epi32(count), lane));
}
static inline floats pick(const float *x, places at) {
#if M == 4
  return _mm256_permutevar_ps(_mm256_broadcast_ps((const __m128 *)x), at);
#elif M <= 8
  return _mm256_permutevar8x32_ps(some(x, M), at);
#elif M <= 16
  floats low = _mm256_permutevar8x32_ps(some(x, 8), at);
  floats high = _mm256_permutevar8x32_ps(some(x + 8, M - 8), at);
  return _mm256_blendv_ps(low, high, _mm256_castsi256_ps(_mm256_slli_epi32(at, 28)));
#else
  return _mm256_i32gather_ps(x, _mm256_and_si256(at, _mm256_set1_epi32(255)), 4);
#endif
}
#else  // any processor: one row at a time, as the compiler likes
#define LANES 1
#define TILE 4
typedef float floats;
typedef uint32_t places;
static inline floats zero(void) { return 0; }
static inline floats fma_(floats a, floats b, floats c) { return a * b + c; }
static inline floats add(floats a, floats b) { return a + b; }
static inline void store(float *to, floats a) { *to = a; }
static inline places words_at(const uint32_t *from) { return *from; }
static inline places shifted(places a, int by) { return a >> by; }
static inline floats values_at(const value_t *from) { return *from; }
static inline floats pick(const float *x, places at) { return x[at & ((1u << BITS) - 1)]; }
#endif

#define PARTS (ROWS / LANES)

// One register's places start at two or three bits with M of 2, 3: BITS says how many are its own;
// a permutation reads more of them where the register is wider, so that those must be cut off.
#if (LANES == 8 && M != 4 && BITS < 3) || (LANES == 16 && M > 4 && BITS < 4)
#define CUT 1
#else
#define CUT 0
#endif
static inline places cut(places at) {
#if CUT && LANES == 8
  return _mm256_and_si256(at, _mm256_set1_epi32((1 << BITS) - 1));
#elif CUT && LANES == 16
  return _mm512_and_si512(at, _mm512_set1_epi32((1 << BITS) - 1));
#else
  return at;
#endif
}

// The slots of one word, from slot `first` on; `count` is a constant where this is inlined.
static inline __attribute__((always_inline)) void word(
    int batch, int count, int64_t first, const value_t *values, const uint32_t *words,
    const float *x, int64_t stride, floats sums[TILE][PARTS]) {
  for (int part = 0; part < PARTS; part++) {
    places all = words_at(words + part * LANES);
    for (int slot = 0; slot < count; slot++) {
      places at = cut(shifted(all, slot * BITS));
      floats w = values_at(values + slot * ROWS + part * LANES);
      const float *group = x + (first + slot) / N * M;
      // Several sums where the batch is small: one alone would wait for its last addition.
      int chain = batch < TILE ? slot % (TILE / batch) * batch : 0;
      for (int b = 0; b < batch; b++)
        sums[chain + b][part] = fma_(w, pick(group + b * stride, at), sums[chain + b][part]);
    }
  }
}

static inline __attribute__((always_inline)) void tile(
    int batch, int64_t slots, const value_t *values, const uint32_t *words, const float *x,
    int64_t stride, float *out) {
  floats sums[TILE][PARTS];
  for (int b = 0; b < TILE; b++)
    for (int part = 0; part < PARTS; part++) sums[b][part] = zero();
  int64_t first = 0;
  // As many words as hold whole groups, so that each slot's group is known when compiling.
  enum { WORDS = PER_WORD % N == 0 ? 1 : N };
  for (; first + WORDS * PER_WORD <= slots; first += WORDS * PER_WORD) {
    const float *here = x + first / N * M;
    for (int w = 0; w < WORDS; w++)
      word(batch, PER_WORD, w * PER_WORD, values + (first + w * PER_WORD) * ROWS,
           words + (first / PER_WORD + w) * ROWS, here, stride, sums);
  }
  for (; first < slots; first += PER_WORD) {
    int left = slots - first < PER_WORD ? (int)(slots - first) : PER_WORD;
    word(batch, left, first, values + first * ROWS, words + first / PER_WORD * ROWS, x, stride, sums);
  }
  for (int from = batch; from < TILE / batch * batch; from++)
    for (int part = 0; part < PARTS; part++)
      sums[from % batch][part] = add(sums[from % batch][part], sums[from][part]);
  for (int b = 0; b < batch; b++)
    for (int part = 0; part < PARTS; part++) store(out + b * ROWS + part * LANES, sums[b][part]);
}

// a: x, y, values, words, scales (or 0), bias (or 0), rows, inputs, batch, thread number, threads
// (functions without arguments, or 0). Each thread does its share of the row blocks.
void work(const int64_t *a) {
  const float *x = (const float *)a[0], *scales = (const float *)a[4], *bias = (const float *)a[5];
  float *y = (float *)a[1], out[TILE * ROWS];
  const int64_t rows = a[6], inputs = a[7], batch = a[8], slots = inputs / M * N;
  const int64_t blocks = (rows + ROWS - 1) / ROWS, of_block = (slots + PER_WORD - 1) / PER_WORD;
  const int64_t me = a[9] ? ((int (*)(void))a[9])() : 0, all = a[10] ? ((int (*)(void))a[10])() : 1;
  for (int64_t block = blocks * me / all; block < blocks * (me + 1) / all; block++) {
    const value_t *values = (const value_t *)a[2] + block * slots * ROWS;
    const uint32_t *words = (const uint32_t *)a[3] + block * of_block * ROWS;
    const int64_t row = block * ROWS, filled = rows - row < ROWS ? rows - row : ROWS;
    for (int64_t b = 0; b < batch;) {
      int many = batch - b >= TILE ? TILE : batch - b >= 2 ? 2 : 1;
      if (many == TILE) tile(TILE, slots, values, words, x + b * inputs, inputs, out);
      else if (many == 2) tile(2, slots, values, words, x + b * inputs, inputs, out);
      else tile(1, slots, values, words, x + b * inputs, inputs, out);
      for (int i = 0; i < many; i++)
        for (int64_t r = 0; r < filled; r++)
          y[(b + i) * rows + row + r] =
              out[i * ROWS + r] * (scales ? scales[row + r] : 1) + (bias ? bias[row + r] : 0);
      b += many;
    }
  }
}
