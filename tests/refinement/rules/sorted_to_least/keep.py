words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]

mixed = [1, 1.0, True]
none = []
# %% floats may be NaN
low = sorted(floats)[0]
# %% equal but not alike
low = sorted(mixed)[-1]
# %% nothing there
try:
    low = sorted(none)[0]
except IndexError:
    low = None
# %% in the middle
middle = sorted(data)[len(data) // 2]
# %% all but some
rest = sorted(data)[2:]
# %% by a key, of which several may be equal
last = sorted(words, key=len)[-1]
# %% how many isn't known
n = 3
low = sorted(data)[:n]
# %% a direction that isn't known
down = True
low = sorted(data, reverse=down)[:2]
# %% sorted is something else
sorted = list
low = sorted(data)[0]
# %% by floats
low = sorted(floats, key=lambda x: -x)[:2]
