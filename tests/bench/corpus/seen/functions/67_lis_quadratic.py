"""Stock hobbyist: length of the longest rising sequence of days (with gaps).

expect: faster
about: quadratic table where the bisect method needs n log n
"""
# %% function
def longest_rise(prices):
    if not prices:
        return 0
    best = [1] * len(prices)
    for i in range(len(prices)):
        for j in range(i):
            if prices[j] < prices[i] and best[j] + 1 > best[i]:
                best[i] = best[j] + 1
    return max(best)

# %% calls
import random
_r = random.Random(67)
ENTRY = "longest_rise"
CALLS = [([_r.randrange(100) for _ in range(60)],), ([_r.randrange(10**4) for _ in range(500)],), (list(range(300)),), ([],), ([_r.gauss(0, 1) for _ in range(400)],), (list(range(200, 0, -1)) + [5] * 100,)]
