"""Travel script: the k cheapest fares, cheapest first.

expect: faster
about: min and remove repeated k times on a list copy; sorted or heapq.nsmallest keep the same order of equals
"""
# %% function
def k_cheapest(fares, k):
    remaining = fares.copy()
    cheapest = []
    for _ in range(k):
        if not remaining:
            break
        m = min(remaining)
        remaining.remove(m)
        cheapest.append(m)
    return cheapest

# %% calls
import random
_r = random.Random(55)


def _f(n):
    return [_r.randrange(1900, 90000) for _ in range(n)]


ENTRY = "k_cheapest"
CALLS = [(_f(50), 5), (_f(1000), 200), (_f(800), 900), ([], 3), (_f(6000), 40)]
