"""Interview practice: number of subsets of coupons that hit a budget.

expect: faster
about: exponential recursion over list slices; a dict of sums counts the same
"""
# %% function
def count_subsets(coupons, budget):
    if len(coupons) == 0:
        if budget == 0:
            return 1
        return 0
    first = coupons[0]
    rest = coupons[1:]
    return count_subsets(rest, budget) + count_subsets(rest, budget - first)

# %% calls
ENTRY = "count_subsets"
CALLS = [([5, 3, 2, 8], 10), ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 30), ([4] * 13, 20), ([7, -7, 3, 2, 2, 5, 9, 1, 1, 6, 8, 10, 3, 5], 12), ([], 0)]
