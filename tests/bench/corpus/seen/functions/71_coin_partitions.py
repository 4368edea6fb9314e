"""Vending-machine exercise: number of ways to give change.

expect: faster
about: naive two-branch recursion without memo
"""
# %% function
def count_change(amount, kinds):
    if amount == 0:
        return 1
    if amount < 0 or len(kinds) == 0:
        return 0
    return count_change(amount, kinds[1:]) + count_change(amount - kinds[0], kinds)

# %% calls
ENTRY = "count_change"
CALLS = [(10, [1, 2, 5]), (100, [50, 20, 10, 5]), (90, [25, 10, 5, 1]), (0, []), (60, (50, 20, 10, 5, 2, 1)), (7, [])]
