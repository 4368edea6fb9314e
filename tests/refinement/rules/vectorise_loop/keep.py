import math
import statistics

import numpy as np
import pandas as pd

generator_ = np.random.default_rng(0)
a = generator_.normal(size=60)
b = generator_.normal(size=60)
k = generator_.integers(0, 20, 60)
small = a.astype("float32")
image = generator_.normal(size=(20, 25))
pixels = generator_.integers(0, 100, 60).astype("uint8")
numbers = [i * 0.37 - 5.0 for i in range(60)]
whole = [i * i % 17 for i in range(60)]
words = ["a", "b"] * 30
both = [1, 2.5] * 30
rng = np.random.default_rng(0)


def effect(value):
    print(value)
width = 3
# %% an earlier element
for i in range(1, len(a)):
    a[i] = a[i - 1] * 0.5 + a[i]
# %% an average that decays
level = a[0]
levels = []
for x in a:
    level = 0.9 * level + 0.1 * x
    levels.append(level)
# %% left early
for x in a:
    if x > 2:
        break
    total = x
# %% another effect
for x in a:
    effect(x)
# %% random numbers of which a test decides what is drawn next
draws = []
for i in range(len(a)):
    if a[i] > 0:
        draws.append(a[i] + rng.normal())
# %% elements of several types
out = []
for x in a:
    out.append(x if x > 0 else 0)
# %% Python's and numpy's numbers
out = []
for x in a:
    if x > 0:
        out.append(math.sqrt(x))
    else:
        out.append(x)
# %% two appended in turn
out = []
for x in a:
    out.append(x)
    out.append(-x)
# %% a list of several types
total = 0.0
for x in both:
    total += x * 2
# %% words
out = []
for word in words:
    out.append(word + "!")
# %% floats into whole numbers
out = np.zeros(len(a), dtype=int)
for i in range(len(a)):
    out[i] = a[i] * 2
# %% small floats
total = 0.0
for x in small:
    total += x
# %% written in turn
out = np.zeros(len(a) + 1)
for i in range(len(a)):
    out[i] = a[i]
    out[i + 1] = b[i]
# %% two arrays that read each other
for i in range(len(a) - 1):
    a[i] = b[i + 1]
    b[i] = a[i + 1]
# %% the greatest read in between
best = 0.0
gaps = []
for x in a:
    if x > best:
        best = x
        gaps.append(best)
# %% the same element in each round
out = np.zeros(3)
for i in range(len(a)):
    out[0] = out[0] * 0.5 + a[i]
# %% a loop over what it changes
for x in numbers:
    numbers.append(x)
    if len(numbers) > 100:
        break
# %% a temporary from the round before
out = []
for i in range(len(a)):
    if a[i] > 0:
        last = a[i]
    out.append(last if i > 10 else 0.0)
# %% range is something else
range = lambda n: [0, 1]
out = np.zeros(len(a))
for i in range(len(a)):
    out[i] = a[i] * 2
# %% while counting down
out = []
for i in range(len(a) - 1, -1, -1):
    out.append(a[i])
# %% a large power
n = 0
for x in whole:
    n += x**12
# %% few rounds
out = np.zeros(3)
for i in range(3):
    out[i] = a[i] * 2
# %% a dict
seen = {}
for x in whole:
    seen[x] = x * 2
# %% whole numbers multiplied
n = 1
for x in whole:
    n *= x + 1
# %% the remainder is kept in a frame
frame = pd.DataFrame({"p": [1.0, 2.0]})
for i in range(len(frame)):
    frame.loc[i, "p"] = frame.loc[i, "p"] * 2
# %% a total of bytes, which wraps around
total = 0
for i in range(len(pixels)):
    total += pixels[i]
# %% a number that bytes can't hold
out = np.zeros(len(pixels), dtype=int)
for i in range(len(pixels)):
    out[i] = pixels[i] > 3 and pixels[i] + 300
# %% a number that bytes may not hold, of Python's own
out = np.zeros(len(pixels), dtype=int)
for i in range(len(pixels)):
    out[i] = pixels[i] * i
# %% the root of bytes, of which numpy makes a small float
out = np.zeros(len(pixels))
for i in range(len(pixels)):
    out[i] = np.sqrt(pixels[i])
# %% a window that is changed
peaks = []
for i in range(len(numbers) - 7):
    part = numbers[i:i + 7]
    part.append(0.0)
    peaks.append(max(part))
# %% windows that are kept
parts = []
for i in range(len(numbers) - 7):
    part = numbers[i:i + 7]
    parts.append(part)
# %% a column's window that is computed with, row by row
column = pd.Series(a)
parts = []
for i in range(5, len(column)):
    window = column.iloc[i - 5 : i]
    parts.append((window * 2).sum())
# %% a column's window that is compared
column = pd.Series(a)
parts = []
for i in range(5, len(column)):
    parts.append((column.iloc[i - 5 : i] > 0).sum())
# %% Python's own sum of a column's window
column = pd.Series(a)
parts = []
for i in range(5, len(column)):
    parts.append(sum(column.iloc[i - 5 : i]))
# %% a column that the loop changes
column = pd.Series(a)
parts = []
for i in range(5, len(column)):
    parts.append(column.iloc[i - 5 : i].mean())
    column.iloc[i] = 0.0
# %% a column's window with another count of freedom
column = pd.Series(a)
parts = []
for i in range(5, len(column)):
    parts.append(column.iloc[i - 5 : i].std(ddof=0))
# %% all of a column up to here
column = pd.Series(a)
parts = []
for i in range(5, len(column)):
    parts.append(column.iloc[:i].mean())
# %% short rows
out = []
for row in points:
    total = 0.0
    for x in row:
        total += x * x
    out.append(str(total))
# %% what another function may give
totals = {}
for value in labels_of(frame):
    total = 0.0
    for x in pick(value):
        total += x
    totals[value] = total
# %% means of whole numbers, which may be whole
means = []
for i in range(4, len(whole)):
    means.append(statistics.mean(whole[i - 4 : i]))
# %% the mode, which need not be a number in the middle
modes = []
for i in range(4, len(whole)):
    modes.append(statistics.mode(whole[i - 4 : i]))
# %% medians of an even number or an odd one
middles = []
for i in range(width, len(whole)):
    middles.append(statistics.median(whole[i - width : i]))
# %% the first neighbour of which something holds
first = np.zeros(image.shape)
for i in range(image.shape[0]):
    for j in range(1, image.shape[1] - 1):
        for d in (-1, 1):
            if image[i, j + d] > 1:
                first[i, j] = d
                break
