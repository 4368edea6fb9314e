STDIN = ["5 3\n", "4 9\n", "1 2\n", "6 0\n", "0 3\n"]
# %% powers with a modulus [program]
MOD = 10**9 + 7


def mul(A, B):
    n = len(A)
    C = [[0] * n for _ in range(n)]
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
n, m = map(int, input().split())
left = [[i * j - 3 for j in range(m)] for i in range(n)]
right = [[i + j for j in range(n)] for i in range(m)]


def times(x, y):
    z = []
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
n, m = map(int, input().split())
p = [[i * j + m for j in range(n)] for i in range(n)]
q = [[sum(p[i][k] * p[k][j] for k in range(n)) for j in range(n)] for i in range(n)]
print(q)
