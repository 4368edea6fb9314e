words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]

CALLS = [([[1, 2], [], [3]],), ([],)]
# %% a sum
flat = sum(nested, [])
# %% a sum of a comprehension
flat = sum([w.split("1") for w in words], [])
# %% a reduction
from functools import reduce
flat = reduce(lambda a, b: a + b, [w.split("1") for w in words], [])
# %% a start by its name
flat = sum(nested, start=[])
# %% a loop
out = []
for x in nested:
    if x:
        out = out + x  # longer
# %% in a function [function flatten]
def flatten(lists):
    found = []
    for items in lists:
        for x in items:
            found = found + [x, x]
    return found
