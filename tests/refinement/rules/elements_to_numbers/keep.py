import numpy as np

values = np.linspace(-3.0, 9.0, 70)
exact = np.arange(40, dtype=np.float32)
CALLS = [(values.copy(), values), (exact, values[:40])]
texts = [str(number) for number in range(30)]
# %% an array that the loop changes
total = values.copy()
for i in range(1, len(total)):
    if total[i] > 4:
        total[i] = total[i - 1] - 1
# %% an array that another name changes
part = values[10:]
low = []
for i in range(len(part)):
    if values[i] < 0 and not low:
        part[i] = 5.0
        low.append(i)
# %% an array that may be another one that is given [function clipped]
def clipped(out, given):
    for i in range(len(given)):
        if given[i] < 0:
            out[i] = given[i]
    return out
# %% an array that is used as a whole
above = []
for i in range(len(values)):
    if values[i] > values.mean():
        above.append(values[i])
# %% floats of another width
small = []
for i in range(len(exact)):
    if exact[i] < 7 and i % 3:
        small.append(exact[i])
# %% nothing but values that are handed on
pairs = []
for i in range(1, len(values)):
    pairs.append((values[i], values[i - 1]))
# %% no array
lengths = []
for i in range(len(texts)):
    if texts[i] > "2":
        lengths.append(texts[i])
