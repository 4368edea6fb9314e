"""Linear-algebra homework without numpy: integer matrix product and power.

expect: faster
about: triple index loop with the element re-indexed and the result cell updated in place each time; power by repeated product instead of squaring
"""
# %% function
def mat_mul(A, B):
    rows = len(A)
    cols = len(B[0])
    inner = len(B)
    C = []
    for i in range(rows):
        C.append([])
        for j in range(cols):
            C[i].append(0)
    for i in range(rows):
        for j in range(cols):
            for k in range(inner):
                C[i][j] = C[i][j] + A[i][k] * B[k][j]
    return C


def mat_pow(M, p):
    n = len(M)
    R = [[1 if i == j else 0 for j in range(n)] for i in range(n)]
    for step in range(p):
        R = mat_mul(R, M)
    return R

# %% calls
import random
_r = random.Random(6)


def _m(n):
    return [[_r.randrange(-3, 4) for _ in range(n)] for _ in range(n)]


ENTRY = "mat_pow"
CALLS = [(_m(2), 200), (_m(8), 30), (_m(12), 20), (_m(3), 0), ([[1, 1], [1, 0]], 300)]
