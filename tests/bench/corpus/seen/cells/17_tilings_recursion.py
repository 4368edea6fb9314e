"""Maths teacher counts tilings of a strip.

expect: faster
about: pure recursion over overlapping subproblems, no memo
"""
# %% setup
TILES = (1, 2, 5)
# %% cell
def tilings(n):
    if n == 0:
        return 1
    if n < 0:
        return 0
    return sum(tilings(n - t) for t in TILES)

for n in (10, 18, 23):
    print(n, tilings(n))
