STDIN = ["5 3\n", "4 9\n", "1 2\n", "6 0\n", "0 3\n"]
# %% powers with a modulus [program]
import operator
MOD = 10**9 + 7


def mul(A, B):
    n = len(A)
    C = [[0] * n for _ in range(n)]
    if (
        n > 3
        and [len(row) for row in A] == [n] * n
        and [len(row) for row in B] == [n] * n
        and (len(C), len(C[0])) == (n, n)
        and {type(x) for row in [*A, *B] for x in row} == {int}
        and type(MOD) is int and MOD > 0
    ):
        B_columns = list(zip(*B))
        C[:] = [[sum(map(operator.mul, row, column)) % MOD for column in B_columns] for row in A]
    else:
        for i in range(n):
            for j in range(n):
                for k in range(n):
                    C[i][j] = (C[i][j] + A[i][k] * B[k][j]) % MOD
    return C


n, steps = map(int, input().split())
matrix = [[i + j for j in range(n)] for i in range(n)]
result = [[int(i == j) for j in range(n)] for i in range(n)]
while steps:
    if steps & 1:
        result = mul(result, matrix)
    matrix = mul(matrix, matrix)
    steps >>= 1
print(result)
# %% rows that are appended, reduced at the end [program]
from operator import mul
n, m = map(int, input().split())
left = [[i * j - 3 for j in range(m)] for i in range(n)]
right = [[i + j for j in range(n)] for i in range(m)]


def times(x, y):
    z = []
    if (
        len(x) > 3
        and len(y) > 3
        and [len(row) for row in x] == [len(y)] * len(x)
        and [len(row) for row in y] == [len(y[0])] * len(y)
        and {type(x_2) for row in [*x, *y] for x_2 in row} == {int}
    ):
        y_columns = list(zip(*y))
        z.extend([[sum(map(mul, row, column)) % 1000 for column in y_columns] for row in x])
    else:
        for i in range(len(x)):
            line = []
            for j in range(len(y[0])):
                total = 0
                for k in range(len(y)):
                    total += x[i][k] * y[k][j]
                line.append(total % 1000)
            z.append(line)
    return z


print(times(left, right) if m else "nothing")
# %% a comprehension, with itself [program]
from operator import mul
n, m = map(int, input().split())
p = [[i * j + m for j in range(n)] for i in range(n)]
if (
    n > 3
    and [len(row) for row in p] == [n] * n
    and {type(x) for row in p for x in row} == {int}
):
    p_columns = list(zip(*p))
    q = [[sum(map(mul, row, column)) for column in p_columns] for row in p]
else:
    q = [[sum(p[i][k] * p[k][j] for k in range(n)) for j in range(n)] for i in range(n)]
print(q)
