"""Typography nerd breaks a paragraph into lines of least raggedness.

expect: nothing
about: recursion that is memoised already; each state is visited once
"""
# %% setup
import random
from functools import lru_cache

random.seed(88)
words = tuple("x" * random.randint(1, 11) for _ in range(9000))
WIDTH = 260
# %% cell
@lru_cache(maxsize=None)
def best(i):
    if i == len(words):
        return 0
    lowest = None
    length = -1
    for j in range(i, len(words)):
        length += len(words[j]) + 1
        if length > WIDTH:
            break
        slack = 0 if j + 1 == len(words) else (WIDTH - length) ** 2
        cost = slack + best(j + 1)
        if lowest is None or cost < lowest:
            lowest = cost
    return lowest

for start in range(len(words) - 1, 0, -1):
    best(start)
print(best(0), best.cache_info().currsize)
