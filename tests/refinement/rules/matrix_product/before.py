a = [[((i * 31 + k * 17) % 23) / 7 - 1 for k in range(18)] for i in range(20)]
b = [[((k * 13 + j * 29) % 19) / 3 - 2 for j in range(17)] for k in range(18)]
whole = [[(i * 31 + k * 17) % 23 - 9 for k in range(18)] for i in range(18)]
CALLS = [(a, b), (whole, whole), (whole, a[:18]), (a, []), (a[:2], b), (b, a)]
# %% zip in a function, called with numbers of both kinds
def multiplied(x, y):
    return [[sum(p * q for p, q in zip(row, col)) for col in zip(*y)] for row in x]

c = multiplied(a, b)
d = multiplied(c, [[1.0, 0.5] for _ in range(17)])
# %% three loops that add
def times(x, y):
    n, m, p = len(x), len(y), len(y[0])
    z = [[0 for _ in range(p)] for _ in range(n)]
    for i in range(n):
        for j in range(p):
            for k in range(m):
                z[i][j] += y[k][j] * x[i][k]
    return z

c = times(a, b)
# %% sums that are appended, of whole numbers; raises [function product]
def product(left, right):
    result = []
    for i in range(len(left)):
        line = []
        for j in range(len(right[0])):
            line.append(sum(left[i][k] * right[k][j] for k in range(len(right))))
        result.append(line)
    return result
# %% with itself
square = [[sum(whole[i][k] * whole[k][j] for k in range(18)) for j in range(18)] for i in range(18)]
