import math

import numpy as np

generator_ = np.random.default_rng(0)
a = generator_.normal(size=60)
numbers = [i * 0.37 - 5.0 for i in range(60)]
whole = [i * i % 17 for i in range(60)]
words = ["a", "b"] * 30
rng = np.random.default_rng(0)
small = a.astype("float32")
# %% little to do with a list
out = [x + 1 for x in numbers]
# %% elements of two types
out = [max(x, 0) for x in a]
# %% words
out = [word.upper() for word in words]
# %% random numbers
out = [x + rng.normal() for x in a]
# %% the greatest of what may be nothing
top = max(x for x in a if x > 100) if len(a) > 1000 else 0
# %% a generator that is kept
squares = (x * x for x in a)
# %% small floats
out = [x * 2 for x in small]
# %% sum is something else
sum = lambda values: 3
total = sum(x * x for x in a)
# %% rows of several lengths
table = [[a[i] * idx for idx in range(i)] for i in range(len(a))]
# %% pairs
pairs = [(x, x * 2) for x in a]
# %% a large power
out = [x**12 for x in whole]
# %% a name that is bound on the way
out = [last := x * 2 for x in a]
# %% rows of a few elements
lengths = []
for row in counts:
    lengths.append(sum(x * x for x in row) ** 0.5)
# %% columns that may be anything
picked = rng.choice(["p", "q"], 2)
moments = {}
for value in picked:
    moments[value] = sum(x * x for x in frame_of[value])
# %% arrays of several types, none of them known
several = [a, small, words]
sums = []
for part in several:
    sums.append(sum(x * 2 for x in part))
