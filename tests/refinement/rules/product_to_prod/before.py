data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
rates = [1.0 + i / 1000 for i in range(50)]
mixed = [1, 2.5, 3]
texts = ["a", "b"]
CALLS = [([1.5, 2.0, 1.1],), ([],), ([0.1] * 4,)]
# %% whole numbers
product = 1
for x in data:
    product *= x  # all of them
# %% floats after something else
total = 1
print(total)
for x in rates:
    total = total * x
# %% in a function [function growth]
def growth(rates):
    value = 100.0
    for i in range(len(rates)):
        value *= rates[i]
    return value
# %% NaN
total = 2
for x in floats:
    total *= x
