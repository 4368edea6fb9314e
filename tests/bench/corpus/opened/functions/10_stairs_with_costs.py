"""Recursion homework: ways to climb a staircase with step sizes 1, 2, 3 and broken steps.

expect: faster
about: naive recursion recomputes the same subproblem; memoise or tabulate
"""
# %% function
def ways(n, broken):
    if n < 0:
        return 0
    if n in broken:
        return 0
    if n == 0:
        return 1
    return ways(n - 1, broken) + ways(n - 2, broken) + ways(n - 3, broken)

# %% calls
ENTRY = "ways"
CALLS = [(10, []), (16, [3]), (18, [5, 11]), (19, (4,)), (0, []), (17, frozenset({2, 9}))]
