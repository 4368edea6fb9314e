"""Systems student simulates cache hit rates.

expect: nothing
about: OrderedDict move_to_end/popitem is already constant time per access and each access depends on the ones before
"""
# %% function
from collections import OrderedDict


def lru_hits(accesses, capacity):
    cache = OrderedDict()
    hits = 0
    for page in accesses:
        if page in cache:
            hits += 1
            cache.move_to_end(page)
        else:
            if len(cache) >= capacity:
                cache.popitem(last=False)
            cache[page] = None
    return hits, list(cache)

# %% calls
import random
_r = random.Random(45)


def _acc(n, m):
    return [int(_r.paretovariate(1.1)) % m for _ in range(n)]


ENTRY = "lru_hits"
CALLS = [(_acc(1000, 100), 10), (_acc(20000, 500), 50), (_acc(40000, 5000), 300), ([], 4)]
