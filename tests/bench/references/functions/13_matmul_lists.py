from operator import mul


def mat_mul(A, B):
    rows = len(A)
    cols = len(B[0])
    inner = len(B)
    C = []
    for i in range(rows):
        C.append([0] * cols)
        for j in range(cols):
            for k in range(inner):
                C[i][j] = C[i][j] + A[i][k] * B[k][j]
    return C


def _square_product(A, B):
    columns = list(zip(*B))
    return [[sum(map(mul, row, column)) for column in columns] for row in A]


def _is_square_of_integers(M):
    n = len(M)
    return n > 0 and all(len(row) == n and set(map(type, row)) == {int} for row in M)


def mat_pow(M, p):
    n = len(M)
    R = [[1 if i == j else 0 for j in range(n)] for i in range(n)]
    if not (type(p) is int and _is_square_of_integers(M)):
        for step in range(p):
            R = mat_mul(R, M)
        return R
    if p <= 0:
        return R
    R = [list(row) for row in M]
    # Square and multiply from the second highest bit of p: integers come out the same.
    for bit in bin(p)[3:]:
        R = _square_product(R, R)
        if bit == "1":
            R = _square_product(R, M)
    return R
