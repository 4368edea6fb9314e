"""Reduces a list of recipe ratios; written by a cook learning python.

expect: faster
about: greatest common divisor found by counting down from the smaller number
"""
# %% function
def biggest_divisor(a, b):
    if a == 0:
        return b
    if b == 0:
        return a
    candidate = min(a, b)
    while candidate > 1:
        if a % candidate == 0 and b % candidate == 0:
            return candidate
        candidate -= 1
    return 1


def reduce_ratios(ratios):
    reduced = []
    for pair in ratios:
        g = biggest_divisor(pair[0], pair[1])
        if g == 0:
            reduced.append((0, 0))
        else:
            reduced.append((pair[0] // g, pair[1] // g))
    return reduced

# %% calls
import random
_r = random.Random(16)


def _p(n, m):
    return [(_r.randrange(m), _r.randrange(m)) for _ in range(n)]


ENTRY = "reduce_ratios"
CALLS = [(_p(50, 100),), (_p(80, 3000),), (_p(20, 20000),), ([(0, 0), (0, 4), (9, 0)],)]
