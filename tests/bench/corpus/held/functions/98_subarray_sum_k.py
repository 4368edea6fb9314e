"""Parking-lot log: how many intervals have a net change of exactly k cars.

expect: faster
about: quadratic accumulation; prefix sums in a dict count the same
"""
# %% function
def intervals_with_change(changes, k):
    found = 0
    for i in range(len(changes)):
        net = 0
        for j in range(i, len(changes)):
            net = net + changes[j]
            if net == k:
                found = found + 1
    return found

# %% calls
import random
_r = random.Random(98)
ENTRY = "intervals_with_change"
CALLS = [([1, -1, 1, -1], 0), ([_r.randrange(-3, 4) for _ in range(400)], 2), ([0] * 200, 0), ([], 1), ([_r.randrange(-50, 51) for _ in range(600)], 17)]
