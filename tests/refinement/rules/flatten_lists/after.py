words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]

CALLS = [([[1, 2], [], [3]],), ([],)]
# %% a sum
from itertools import chain
flat = list(chain.from_iterable(nested))
# %% a sum of a comprehension
from itertools import chain
flat = list(chain.from_iterable([w.split("1") for w in words]))
# %% a reduction
from functools import reduce
from itertools import chain
flat = list(chain.from_iterable([w.split("1") for w in words]))
# %% a start by its name
from itertools import chain
flat = list(chain.from_iterable(nested))
# %% a loop
out = []
for x in nested:
    if x:
        # longer
        out += x
# %% in a function [function flatten]
def flatten(lists):
    found = []
    for items in lists:
        for x in items:
            found += [x, x]
    return found
