STDIN = ["5 3\n", "4 9\n", "1 2\n"]
# %% a result that isn't empty [program]
n, m = map(int, input().split())
a = [[i + j for j in range(n)] for i in range(n)]
c = [[1] * n for _ in range(n)]
for i in range(n):
    for j in range(n):
        for k in range(n):
            c[i][j] = (c[i][j] + a[i][k] * a[k][j]) % 7
print(c)
# %% one row in all places [program]
n, m = map(int, input().split())
a = [[i + j for j in range(n)] for i in range(n)]
b = [[i - j for j in range(n)] for i in range(n)]
c = [[0] * n] * n
for i in range(n):
    for j in range(n):
        for k in range(n):
            c[i][j] = (c[i][j] + a[i][k] * b[k][j]) % 7
print(c)
# %% a remainder below zero [program]
n, m = map(int, input().split())
a = [[i + j for j in range(n)] for i in range(n)]
b = [[i - j for j in range(n)] for i in range(n)]
c = [[0] * n for _ in range(n)]
for i in range(n):
    for j in range(n):
        for k in range(n):
            c[i][j] = (c[i][j] + a[i][k] * b[k][j]) % -7
print(c)
# %% a modulus that the loop changes [program]
n, k = map(int, input().split())
a = [[i + j for j in range(n)] for i in range(n)]
b = [[i - j for j in range(n)] for i in range(n)]
c = [[0] * n for _ in range(n)]
for i in range(n):
    for j in range(n):
        for k in range(n):
            c[i][j] = (c[i][j] + a[i][k] * b[k][j]) % k
print(c)
# %% what the loops leave is read [program]
n, m = map(int, input().split())
a = [[i + j for j in range(n)] for i in range(n)]
b = [[i - j for j in range(n)] for i in range(n)]
c = [[0] * n for _ in range(n)]
for i in range(n):
    for j in range(n):
        for k in range(n):
            c[i][j] = (c[i][j] + a[i][k] * b[k][j]) % 7
print(c, i)
# %% floats from the start [program]
n, m = map(int, input().split())
a = [[i / 2 for j in range(n)] for i in range(n)]
c = [[0.0] * n for _ in range(n)]
for i in range(n):
    for j in range(n):
        for k in range(n):
            c[i][j] += a[i][k] * a[k][j]
print(c)
