data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
rates = [1.0 + i / 1000 for i in range(50)]
mixed = [1, 2.5, 3]
texts = ["a", "b"]
CALLS = [([1.5, 2.0, 1.1],), ([],), ([0.1] * 4,)]
# %% floats and whole numbers
total = 1
for x in mixed:
    total *= x
# %% texts
total = 1
for x in texts:
    total *= 2
# %% something else is multiplied
total = 1.0
for x in rates:
    total *= 1 - x
# %% the variable is used afterwards
total = 1.0
for x in rates:
    total *= x
last = x
# %% more is done
total = 1.0
for x in rates:
    total *= x
    print(total)
# %% divided
total = 1.0
for x in rates:
    total /= x
# %% left early
total = 1.0
for x in rates:
    if x > 1.01:
        break
    total *= x
# %% unknown
def growth(rates):
    value = 1.0
    for r in rates:
        value *= r
    return value
# %% gone through once
numbers = iter(rates)
total = 1.0
for x in numbers:
    total *= x
