"""Social scientist's correlation of two questionnaire scales.

expect: faster
about: the mean of the whole list is recomputed inside each loop
"""
# %% function
def mean(values):
    total = 0
    for v in values:
        total += v
    return total / len(values)


def pearson(x, y):
    numerator = 0
    for i in range(len(x)):
        numerator += (x[i] - mean(x)) * (y[i] - mean(y))
    dx = 0
    for i in range(len(x)):
        dx += (x[i] - mean(x)) ** 2
    dy = 0
    for i in range(len(y)):
        dy += (y[i] - mean(y)) ** 2
    if dx == 0 or dy == 0:
        return None
    return numerator / (dx ** 0.5 * dy ** 0.5)

# %% calls
import random
_r = random.Random(26)


def _l(n):
    return [_r.randrange(1, 8) for _ in range(n)]


ENTRY = "pearson"
CALLS = [(_l(30), _l(30)), (_l(120), _l(120)), ([3] * 50, _l(50)), ([_r.gauss(0, 1) for _ in range(250)], [_r.gauss(2, 3) for _ in range(250)])]
