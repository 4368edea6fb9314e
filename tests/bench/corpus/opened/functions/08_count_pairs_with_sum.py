"""Interview practice: how many pairs of seats add up to the target.

expect: faster
about: O(n squared) pair loop; one pass with a counter gives the same number
"""
# %% function
def count_pairs(numbers, target):
    count = 0
    for i in range(len(numbers)):
        for j in range(i + 1, len(numbers)):
            if numbers[i] + numbers[j] == target:
                count += 1
    return count

# %% calls
import random
_r = random.Random(77)
ENTRY = "count_pairs"
CALLS = [([_r.randrange(50) for _ in range(150)], 49), ([_r.randrange(-300, 300) for _ in range(500)], 0),
         ([7] * 400, 14), ([], 3), ([_r.randrange(10**6) for _ in range(600)], 10**6)]
