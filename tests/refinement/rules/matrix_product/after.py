a = [[((i * 31 + k * 17) % 23) / 7 - 1 for k in range(18)] for i in range(20)]
b = [[((k * 13 + j * 29) % 19) / 3 - 2 for j in range(17)] for k in range(18)]
whole = [[(i * 31 + k * 17) % 23 - 9 for k in range(18)] for i in range(18)]
CALLS = [(a, b), (whole, whole), (whole, a[:18]), (a, []), (a[:2], b), (b, a)]
# %% zip in a function, called with numbers of both kinds
import numpy as np

def multiplied(x, y):
    if len(x) > 15 and len(y) > 15 and {len(row_2) for row_2 in x} == {len(y)} and len({len(row_2) for row_2 in y}) == 1 and all(type(x_2) is float and abs(x_2) < 1e100 for row_2 in [*x, *y] for x_2 in row_2):
        return sum(map(np.outer, np.array(x).T, np.array(y))).tolist()
    return [[sum(p * q for p, q in zip(row, col)) for col in zip(*y)] for row in x]

c = multiplied(a, b)
d = multiplied(c, [[1.0, 0.5] for _ in range(17)])
# %% three loops that add
import numpy as np

def times(x, y):
    n, m, p = len(x), len(y), len(y[0])
    z = [[0 for _ in range(p)] for _ in range(n)]
    if len(x) > 15 and len(y) > 15 and {len(row) for row in x} == {len(y)} and len({len(row) for row in y}) == 1 and n == len(x) and m == len(y) and p == len(y[0]) and all(type(x_2) is float and abs(x_2) < 1e100 for row in [*x, *y] for x_2 in row) and len(z) == len(x) and len(z[0]) == len(y[0]):
        z[:] = sum(map(np.outer, np.array(x).T, np.array(y))).tolist()
    else:
        for i in range(n):
            for j in range(p):
                for k in range(m):
                    z[i][j] += y[k][j] * x[i][k]
    return z

c = times(a, b)
# %% sums that are appended, of whole numbers; raises [function product]
import numpy as np

def product(left, right):
    result = []
    if len(left) > 15 and len(right) > 15 and {len(row) for row in left} == {len(right)} and len({len(row) for row in right}) == 1 and all(type(x) is float and abs(x) < 1e100 for row in [*left, *right] for x in row):
        result.extend(sum(map(np.outer, np.array(left).T, np.array(right))).tolist())
    else:
        for i in range(len(left)):
            line = []
            for j in range(len(right[0])):
                line.append(sum(left[i][k] * right[k][j] for k in range(len(right))))
            result.append(line)
    return result
# %% with itself
import numpy as np
if len(whole) > 15 and {len(row) for row in whole} == {len(whole)} and len({len(row) for row in whole}) == 1 and 18 == len(whole) and 18 == len(whole[0]) and all(type(x) is int and abs(x) < 2**20 for row in [*whole, *whole] for x in row):
    square = (np.array(whole) @ np.array(whole)).tolist()
else:
    square = [[sum(whole[i][k] * whole[k][j] for k in range(18)) for j in range(18)] for i in range(18)]
