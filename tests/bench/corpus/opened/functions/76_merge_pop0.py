"""Student's merge sort for exam numbers.

expect: faster
about: merge with pop(0) and slices; also simply sorted() does the same
"""
# %% function
def merge(left, right):
    merged = []
    while len(left) > 0 and len(right) > 0:
        if left[0] <= right[0]:
            merged.append(left.pop(0))
        else:
            merged.append(right.pop(0))
    while len(left) > 0:
        merged.append(left.pop(0))
    while len(right) > 0:
        merged.append(right.pop(0))
    return merged


def merge_sort(numbers):
    if len(numbers) <= 1:
        return numbers[:]
    mid = len(numbers) // 2
    left = merge_sort(numbers[:mid])
    right = merge_sort(numbers[mid:])
    return merge(left, right)

# %% calls
import random
_r = random.Random(76)
ENTRY = "merge_sort"
CALLS = [([5, 2, 9, 2],), ([_r.randrange(10**5) for _ in range(1500)],), ([_r.randrange(50) for _ in range(4000)],), ([],), ([_r.uniform(-1, 1) for _ in range(900)],)]
