limit = 40
words = ["Listen", "silent", "tea", "eat", "listen", "tea"]
CALLS = [(30,), (3,), (50,)]
# %% sums of two primes [function pairs]
from functools import cache

def prime(n):
    for d in range(2, n):
        if n % d == 0:
            return False
    return n > 1


def pairs(limit):
    found = {}
    prime_cached = cache(prime)
    for n in range(4, limit, 2):
        for p in range(2, n):
            if prime_cached(p) and prime_cached(n - p):
                found[n] = p
                break
    return found
# %% the best so far
from functools import cache

def marks(n):
    text = ""
    while n > 0:
        text += "x" if n % 3 else "y"
        n -= 4
    return text


best = 1
marks_cached = cache(marks)
for y in range(1, limit):
    if len(marks_cached(y)) > len(marks_cached(best)):
        best = y
# %% elements that come again
from functools import cache

def key(word):
    return "".join(sorted(word.lower()))


groups = {}
key_cached = cache(key)
for w in words:
    groups.setdefault(key_cached(w), []).append(w)
# %% in a comprehension
from functools import cache

def key(word):
    return "".join(sorted(word.lower()))


key_cached = cache(key)
same = [(a, b) for a in words for b in words if key_cached(a) == key_cached(b)]
