"""Running-app: best total of consecutive daily scores, with the days.

expect: faster
about: cubic, sums every slice; the one-pass maximum subarray needs care only for ties (first start, then shortest)
"""
# %% function
def best_stretch(scores):
    best_total = None
    best_range = (0, 0)
    for start in range(len(scores)):
        for end in range(start + 1, len(scores) + 1):
            total = sum(scores[start:end])
            if best_total is None or total > best_total:
                best_total = total
                best_range = (start, end)
    return best_total, best_range

# %% calls
import random
_r = random.Random(83)
ENTRY = "best_stretch"
CALLS = [([3, -4, 5, 5, -1],), ([_r.randrange(-20, 20) for _ in range(120)],), ([0] * 60 + [-1] * 60,), ([],), ([_r.randrange(-9, 8) for _ in range(200)],)]
