"""Linear-algebra homework: determinant of an integer matrix.

expect: faster
about: recursive cofactor expansion is factorial; exact fraction-free elimination gives the same integer
"""
# %% function
def minor(m, row, col):
    out = []
    for r in range(len(m)):
        if r == row:
            continue
        line = []
        for c in range(len(m)):
            if c != col:
                line.append(m[r][c])
        out.append(line)
    return out


def det(m):
    if len(m) == 0:
        return 1
    if len(m) == 1:
        return m[0][0]
    total = 0
    for c in range(len(m)):
        total += (-1) ** c * m[0][c] * det(minor(m, 0, c))
    return total

# %% calls
import random
_r = random.Random(58)


def _m(n):
    return [[_r.randrange(-9, 10) for _ in range(n)] for _ in range(n)]


ENTRY = "det"
CALLS = [(_m(2),), (_m(4),), (_m(6),), (_m(7),), ([[0, 1], [1, 0]],)]
