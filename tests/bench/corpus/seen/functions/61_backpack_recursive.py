"""Camping trip planner: best value within the weight limit.

expect: faster
about: take-or-leave recursion without memo on (index, capacity)
"""
# %% function
def best_value(items, capacity):
    def go(i, left):
        if i == len(items):
            return 0
        name, weight, value = items[i]
        skip = go(i + 1, left)
        if weight > left:
            return skip
        take = value + go(i + 1, left - weight)
        return take if take > skip else skip

    return go(0, capacity)

# %% calls
import random
_r = random.Random(61)


def _it(n):
    return [("item%d" % i, _r.randrange(1, 12), _r.randrange(1, 50)) for i in range(n)]


ENTRY = "best_value"
CALLS = [(_it(6), 15), (_it(14), 40), (_it(15), 60), ([], 5), (_it(16), 30)]
