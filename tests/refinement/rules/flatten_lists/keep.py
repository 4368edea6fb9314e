words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]

parts = [(1,), (2,)]
other = []
# %% parts that aren't lists
try:
    flat = sum(parts, [])
except TypeError:
    flat = None
# %% numbers
total = sum(data, 0)
# %% a list from elsewhere
for x in nested:
    other = other + x
# %% kept along the way
out = []
steps = []
for x in nested:
    out = out + x
    steps.append(out)
# %% another name for it
first = [0]
out = first
for x in nested:
    out = out + x
# %% not in a loop
out = []
out = out + data
# %% it may hold more than lists
out = []
for x in parts:
    try:
        out = out + x
    except TypeError:
        pass
# %% sum is something else
sum = lambda lists, start: start
flat = sum(nested, [])
# %% a start that isn't empty
flat = sum(nested, [0])
