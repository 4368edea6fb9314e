words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]

# %% the list is read
out = []
for x in data:
    if x not in out:
        out.append(x)
# %% more is done
out = []
for x in data:
    out.append(x)
    print(x)
# %% the variable is used afterwards
out = []
for x in data:
    out.append(x)
last = x
# %% a comment
out = []
for x in data:
    out.append(x)  # kept as it is
# %% not empty before
out = [0]
for x in data:
    out.append(x)
# %% something between
out = []
n = len(data)
for x in data:
    out.append(x / n)
# %% else
out = []
for x in data:
    if x > 3:
        out.append(x)
    else:
        out.append(0)
# %% an error is caught
out = []
try:
    out = []
    for x in data + [0]:
        out.append(1 / x)
except ZeroDivisionError:
    pass
# %% a function reads it
def last():
    return out[-1] if out else 0


out = []
for x in data:
    out.append(last() + x)
# %% left early
out = []
for x in data:
    if x > 8:
        break
    out.append(x)
# %% in a function [function doubled]
def doubled(items):
    result = list()
    for item in items:
        result.append(item * 2)
    return result
