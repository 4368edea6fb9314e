words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

nan = float("nan")
# %% floats may be NaN
found = False
for x in floats:
    if x == nan:
        found = True
        break
# %% the variable is used
for x in data:
    if x == 9:
        found = x
        break
# %% the variable is used afterwards
for x in data:
    if x == 9:
        found = True
        break
last = x
# %% not left
n = 0
for x in data:
    if x == 9:
        n = 1
# %% else
for x in data:
    if x == 9:
        found = True
        break
else:
    found = False
# %% compared otherwise
found = False
for x in data:
    if x > 8:
        found = True
        break
# %% lists
found = False
for x in nested:
    if x == data:
        found = True
        break
# %% unknown
def contains(items, wanted):
    for item in items:
        if item == wanted:
            return True
    return False
