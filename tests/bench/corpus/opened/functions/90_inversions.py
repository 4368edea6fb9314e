"""Music-ranking comparison: number of swapped pairs between two rankings.

expect: faster
about: list.index inside a double loop; positions in a dict plus merge counting
"""
# %% function
def disagreements(mine, yours):
    swaps = 0
    for i in range(len(mine)):
        for j in range(i + 1, len(mine)):
            if yours.index(mine[i]) > yours.index(mine[j]):
                swaps += 1
    return swaps

# %% calls
import random
_r = random.Random(90)


def _rk(n):
    a = ["Song %d" % i for i in range(n)]
    b = a[:]
    _r.shuffle(b)
    return a, b


ENTRY = "disagreements"
CALLS = [_rk(8), _rk(60), _rk(110), ([], []), (["x", "é"], ["é", "x"])]
