data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
rates = [1.0 + i / 1000 for i in range(50)]
mixed = [1, 2.5, 3]
texts = ["a", "b"]
CALLS = [([1.5, 2.0, 1.1],), ([],), ([0.1] * 4,)]
# %% whole numbers
from math import prod

# all of them
product = prod(data)
# %% floats after something else
from math import prod
total = 1
print(total)
total = prod(rates, start=total)
# %% in a function [function growth]
from math import prod

def growth(rates):
    value = prod(rates, start=100.0)
    return value
# %% NaN
from math import prod
total = prod(floats, start=2)
