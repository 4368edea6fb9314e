from math import isqrt

import numpy as np


def sum_proper_divisors(n):
    if n < 2:
        return 0
    total = 1
    for d in range(2, isqrt(n) + 1):
        if n % d == 0:
            total += d if d * d == n else d + n // d
    return total


def abundant_numbers(limit):
    if limit < 12:
        return []
    sums = np.ones(limit + 1, dtype=np.int64)
    for d in range(2, isqrt(limit) + 1):
        sums[d * d] += d
        sums[d * (d + 1)::d] += np.arange(d + 1, limit // d + 1) + d
    sums[:2] = 0
    return np.flatnonzero(sums > np.arange(limit + 1)).tolist()
