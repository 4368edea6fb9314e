import math
import statistics

import numpy as np
import pandas as pd

generator_ = np.random.default_rng(0)
a = generator_.normal(size=60)
b = generator_.normal(size=60)
k = generator_.integers(0, 20, 60)
image = generator_.normal(size=(20, 25))
counts = generator_.integers(1, 9, (10, 12))
left = generator_.normal(size=(9, 7))
right = generator_.normal(size=(7, 8))
points = generator_.normal(size=(12, 3))
kernel = np.array([0.2, 0.5, 0.3])
pixels = generator_.integers(0, 256, (9, 12, 3), dtype=np.uint8)
frame = pd.DataFrame({"p": generator_.normal(size=60), "q": generator_.integers(1, 9, 60)})
numbers = [i * 0.37 - 5.0 for i in range(60)]
others = [i * i % 17 * 0.5 for i in range(60)]
whole = [i * i % 17 for i in range(60)]
CALLS = [
    (a, b, 0.5),
    (b, a, -1.0),
    (np.ones(3), np.ones(3), 0.0),
    (np.ones(0), np.ones(0), 1.0),
]
# %% arithmetic
out = np.zeros(len(a))
for i in range(len(a)):
    out[i] = a[i] * b[i] + 1
# %% neighbours, a temporary, a condition, a total
total = 0.0
for i in range(1, len(a)):
    r = a[i] - a[i - 1]
    # upwards only
    if r > 0:
        total += r * b[i]
# %% a total that doesn't start at 0
total = 10
for x in a:
    total -= x
# %% the greatest and where it is
best = a[0]
where = 0
for i in range(1, len(a)):
    if a[i] > best:
        best = a[i]
        where = i
# %% the least, from nothing
low = None
for x in a:
    if low is None or x < low:
        low = x
# %% two lists counted together
inside = 0
for x, w in zip(a, b):
    if x * x + w * w <= 1:
        inside += 1
# %% what was before
steps = []
before = a[0]
for x in a[1:]:
    steps.append(x - before)
    before = x
# %% a flag
found = False
for x in a:
    if x > 2:
        found = True
# %% peaks
peaks = []
for i in range(1, len(a) - 1):
    if a[i] > a[i - 1] and a[i] > a[i + 1]:
        peaks.append(i)
# %% in place, from the next one
for i in range(len(a) - 1):
    a[i] = a[i + 1] - a[i]
# %% continue, with a function that one branch mustn't meet
out = np.empty(len(a))
for i, x in enumerate(a):
    if x < 0:
        out[i] = 0
        continue
    out[i] = np.log1p(x) / b[i]
# %% rows of lists
table = []
for i in range(len(image)):
    row = []
    for idx in range(image.shape[1]):
        row.append(image[i, idx] * 2)
    table.append(row)
# %% a total of each row
sums = []
for row in image:
    r = 0
    for x in row:
        r += x**2
    sums.append(r)
# %% a total of each column
totals = np.zeros(image.shape[1])
for i in range(image.shape[0]):
    for idx in range(image.shape[1]):
        totals[idx] += image[i, idx]
# %% under a condition, over rows and columns
total = 0
for i in range(image.shape[0]):
    for idx in range(image.shape[1]):
        if image[i, idx] > 0:
            total += image[i][idx]
# %% the greatest so far
fall = np.zeros(len(a))
peak = 0.0
for i in range(len(a)):
    peak = max(peak, a[i])
    fall[i] = peak - a[i]
# %% running totals
level = 0
levels = []
for x in a:
    level += x
    levels.append(level)
# %% a list, with functions of math and a divisor
mean = sum(numbers) / len(numbers)
spread = 0.0
for x in numbers:
    r = x - mean
    spread += r * r * math.exp(-r * r) / (1 + r * r)
# %% a product
growth = 1.0
for x in a:
    growth *= 1 + x / 100
# %% the loop variable as a number
n = 500
area = 0.0
for i in range(n):
    x = i / n
    area += math.sin(x) * x
# %% a window by an inner loop
smooth = np.zeros(len(a))
for i in range(2, len(a) - 2):
    r = 0
    for w in range(-2, 3):
        r += a[i + w]
    smooth[i] = r / 5
# %% a window by a slice
means = []
for i in range(4, len(a)):
    means.append(sum(a[i - 4 : i + 1]) / 5)
# %% a convolution
n = len(a) - len(kernel) + 1
out = np.zeros(n)
for i in range(n):
    for idx in range(len(kernel)):
        out[i] += a[i + idx] * kernel[idx]
# %% five points
edges = np.zeros_like(image)
height, width = image.shape
for i in range(1, height - 1):
    for idx in range(1, width - 1):
        edges[i, idx] = (
            image[i - 1, idx] + image[i + 1, idx] + image[i, idx - 1] + image[i, idx + 1]
            - 4 * image[i, idx]
        )
# %% a matrix product
product = np.zeros((left.shape[0], right.shape[1]))
for i in range(left.shape[0]):
    for idx in range(right.shape[1]):
        r = 0.0
        for w in range(left.shape[1]):
            r += left[i, w] * right[w, idx]
        product[i, idx] = r
# %% distances
apart = np.zeros((len(points), len(points)))
for i in range(len(points)):
    for idx in range(len(points)):
        apart[i, idx] = np.sqrt(np.sum((points[i] - points[idx]) ** 2))
# %% each pair once
apart = np.zeros((len(points), len(points)))
for i in range(len(points)):
    for idx in range(i + 1, len(points)):
        r = np.linalg.norm(points[i] - points[idx])
        apart[i, idx] = r
        apart[idx, i] = r
# %% pairs counted
close = 0
for i in range(len(numbers)):
    for idx in range(i + 1, len(numbers)):
        if abs(numbers[i] - numbers[idx]) < 2:
            close += 1
# %% a function of the user's
def bent(value):
    if value < 0:
        return -value * 2
    return value + 1


out = np.zeros(len(a))
for i in range(len(a)):
    out[i] = bent(a[i])
# %% outer product
grid = np.zeros((len(a), len(b)))
for i, x in enumerate(a):
    for idx, w in enumerate(b):
        grid[i, idx] = x * w
# %% a row's greatest
share = np.zeros(counts.shape)
for i in range(counts.shape[0]):
    for idx in range(counts.shape[1]):
        share[i, idx] = counts[i, idx] / counts[i].max() * 100
# %% whole numbers of a list
even = 0
for x in whole:
    if x % 2 == 0:
        even += x * x
# %% a histogram
height = np.zeros(20, dtype=int)
for i in range(len(k)):
    height[k[i]] += 1
# %% a histogram in a list
height = [0] * 20
for x in whole:
    height[x] += 1
# %% a list that is filled
out = [0.0] * len(numbers)
for i in range(len(numbers)):
    out[i] = numbers[i] * 2.5 + math.sqrt(abs(numbers[i])) - math.cos(numbers[i])
# %% thresholds in place
for i in range(image.shape[0]):
    for idx in range(image.shape[1]):
        if image[i, idx] < 0:
            image[i, idx] = 0
# %% columns of a frame
out = []
for x, w in zip(frame["p"], frame["q"]):
    out.append(x * w + math.sqrt(w))
# %% up or down
up = 0
down = 0
for i in range(1, len(a)):
    if a[i] > a[i - 1]:
        up += 1
    elif a[i] < a[i - 1]:
        down += 1
# %% in a function [function mixed]
def mixed(v, w, weight):
    """Both, weighed."""
    out = np.zeros(len(v))
    for i in range(len(v)):
        if v[i] > w[i]:
            out[i] = weight * v[i] + (1 - weight) * w[i]
        else:
            out[i] = w[i]
    return out
# %% into an array that a function is given [function added]
def added(v, w, weight):
    for i in range(len(v)):
        w[i] += weight * v[i]
    return w
# %% totals of lists in a function
def deviation(values):
    mean = sum(values) / len(values)
    total = 0.0
    for value in values:
        total += (value - mean) ** 2
    return math.sqrt(total / len(values))


answer = deviation(numbers)
# %% branches of several kinds, into floats
out = np.zeros_like(a)
for i in range(a.shape[0]):
    # by size
    if a[i] > 1 and k[i] != 3:
        out[i] = a[i] / 2
    elif a[i] > 0:
        out[i] = k[i]
    else:
        out[i] = 0.0
# %% two axes, whole numbers and floats
bright = np.zeros((20, 25))
for i in range(image.shape[0]):
    for idx in range(image.shape[1]):
        bright[i, idx] = image[i, idx] ** 2 if image[i][idx] > 0 else -image[i, idx]
# %% a new array of whole numbers
double = np.zeros(len(k), dtype=int)
for i in range(len(k)):
    double[i] = 2 * k[i] + 1
# %% rows by their means
for i in range(len(image)):
    image[i] = image[i] - image[i].mean()
# %% columns standardised
level = np.zeros_like(image)
for idx in range(image.shape[1]):
    level[:, idx] = (image[:, idx] - image[:, idx].mean()) / image[:, idx].std()
# %% where the greatest of a table is
top = -1.0
place = None
for i in range(image.shape[0]):
    for idx in range(image.shape[1]):
        if image[i, idx] > top:
            top = image[i, idx]
            place = idx
# %% the one before the first is the last
out = np.zeros(len(a))
for i in range(len(a)):
    out[i] = a[i] - a[i - 1]
# %% signs that alternate
near = 0.0
for i in range(1000):
    near += (-1) ** i / (2 * i + 1)
# %% steps in time over places
field = np.zeros((8, 40))
for i in range(7):
    for idx in range(1, 39):
        field[i + 1, idx] = field[i, idx] + 0.1 * (field[i, idx + 1] - field[i, idx - 1]) + 1
# %% an image in grey
grey = np.zeros(pixels.shape[:2], dtype=np.uint8)
for i in range(pixels.shape[0]):
    for idx in range(pixels.shape[1]):
        r, w, x = pixels[i, idx]
        grey[i, idx] = int(0.299 * r + 0.587 * w + 0.114 * x)
# %% bytes that wrap around
mixed = np.zeros(pixels.shape[:2])
for i in range(pixels.shape[0]):
    for idx in range(pixels.shape[1]):
        r, w, x = pixels[i][idx]
        mixed[i, idx] = (r + w) / 2 + (255 - x)
# %% bytes that always fit
soft = np.zeros_like(pixels)
for i in range(pixels.shape[0]):
    for idx in range(pixels.shape[1]):
        for x in range(pixels.shape[2]):
            value = pixels[i, idx, x]
            if value > 127:
                soft[i, idx, x] = 255
            else:
                soft[i, idx, x] = (int(value) * 3 + 20) // 4
# %% the greatest and the sum of windows that have a name
w = 7
part = []
peaks = []
for i in range(len(numbers) - w + 1):
    sub = numbers[i:i + w]
    part.append(sum(sub) / w)
    peaks.append(max(sub) - min(sub))
# %% lists that get their names in one line
ups, downs = [], []
for i in range(1, len(numbers)):
    ups.append(numbers[i] - numbers[i - 1])
    downs.append(numbers[i - 1] * 2.0)
# %% windows of a column
means = []
spreads = []
highs = []
for i in range(5, len(frame)):
    part = frame["p"].iloc[i - 5 : i]
    means.append(part.mean())
    spreads.append(part.std() + np.std(part))
    highs.append(frame["q"].iloc[i - 4 : i + 1].max())
# %% each column, by what its sum comes to
scaled = np.zeros(image.shape)
for idx in range(image.shape[1]):
    mean = sum(image[:, idx]) / len(image)
    spread = (sum((x - mean) ** 2 for x in image[:, idx]) / len(image)) ** 0.5
    for i in range(len(image)):
        scaled[i, idx] = (image[i, idx] - mean) / spread
# %% columns of a frame, counted
outside = {}
for value in frame.columns:
    part = frame[value]
    mean, spread = part.mean(), part.std()
    n = 0
    for x in part:
        if abs(x - mean) > spread:
            n += 1
    outside[value] = n
# %% totals of columns that later loops read
sizes = {}
for value in ["p"]:
    total = 0
    for x in frame[value]:
        total += x
    mean = total / len(frame)
    around = 0.0
    for x in frame[value]:
        around += (x - mean) ** 2
    sizes[value] = math.sqrt(around)
# %% arrays in a list
greatest = []
for part in [a, b]:
    first = part[0]
    top = 0.0
    for i in range(1, len(part)):
        top += abs(part[i] - first)
    greatest.append(top)
# %% functions of statistics, of windows of a list
middles = []
spreads = []
for i in range(6, len(numbers)):
    part = numbers[i - 6 : i + 1]
    middles.append(statistics.median(part))
    spreads.append(statistics.stdev(part) / statistics.fmean(part))
# %% medians of whole numbers, of an even number and an odd one
evens = []
odds = []
for i in range(4, len(whole) + 1):
    evens.append(statistics.median(whole[i - 4 : i]))
    odds.append(statistics.median(whole[i - 3 : i]))
# %% what Python makes of windows of a column
column = frame["p"]
means = []
highs = []
for i in range(len(column) - 4):
    part = column[i : i + 5]
    means.append(sum(part) / len(part))
    highs.append(max(part))
# %% windows that have the name of a shorter one
w = 5
means = []
for i in range(w):
    part = numbers[: i + 1]
    means.append(sum(part) / len(part))
for i in range(w, len(numbers)):
    part = numbers[i - w + 1 : i + 1]
    means.append(sum(part) / len(part))
# %% random numbers, two in a round
gen = np.random.default_rng(7)
inside = 0
for i in range(2000):
    x, w = gen.random(), gen.random()
    if x ** 2 + w ** 2 <= 1:
        inside += 1
after = gen.random()
# %% each element made of the one before
walk = np.zeros(len(a) + 1)
for i in range(len(a)):
    walk[i + 1] = walk[i] + a[i]
# %% rows that grow
paths = np.ones((left.shape[0], left.shape[1] + 1))
for i in range(left.shape[0]):
    for j in range(1, left.shape[1] + 1):
        paths[i, j] = paths[i, j - 1] * np.exp(0.1 * left[i, j - 1])
# %% rows that are added up
gradient = np.zeros(points.shape[1])
for i in range(len(points)):
    value = np.dot(points[i], kernel) - a[i]
    gradient += value * points[i]
# %% rows that are appended
scaled = []
for row in image:
    part = np.exp(row - np.max(row))
    scaled.append(part / part.sum())
# %% a list made in each round
nearest = []
for row in image:
    value = [np.linalg.norm(row - other) for other in image]
    nearest.append(np.argmin(value))
# %% a function with a default, of rows
def weight(p, q, width=2.0):
    return np.exp(-np.sum((p - q) ** 2) / width)
table = np.zeros((len(image), len(image)))
for i in range(len(image)):
    for j in range(len(image)):
        table[i, j] = weight(image[i], image[j])
# %% rows that are compared
high = []
for row in image:
    if np.any(row > 2):
        high.append(np.mean(row > 0))
# %% the greatest so far, and how far below it each number is [function deepest]
def deepest(p, q, c):
    depth = 0.0
    place = 0
    for i in range(len(p)):
        top = np.max(p[:i + 1])
        fall = top - p[i]
        if fall > depth:
            depth = fall
            place = i
    return depth, place
# %% means so far, and the least of what is left
means = []
least = np.zeros(len(a))
for i in range(len(a)):
    means.append(a[:i + 1].mean())
    least[i] = a[i:].min()
# %% paths side by side [function ends_of]
def ends_of(p, q, c):
    generator = np.random.default_rng(3)
    ends = []
    for _ in range(40):
        s = 100.0
        for t in range(12):
            z = generator.normal()
            s = s * np.exp(0.01 + 0.2 * z)
        ends.append(max(s - 100, 0))
    return ends, generator.normal()
# %% paths that pull back, kept in a table, with the highest of each [function paths_of]
def paths_of(p, q, c):
    generator = np.random.default_rng(4)
    paths = np.zeros((30, 20))
    tops = []
    for i in range(30):
        paths[i, 0] = 1.0
        top = 1.0
        for t in range(1, 20):
            paths[i, t] = paths[i, t - 1] + 0.3 * (0.5 - paths[i, t - 1]) + 0.1 * generator.normal()
            if paths[i, t] > 1.1:
                top = top + 0.5
        tops.append(top)
    return paths, tops
# %% lists of the steps of each path [function levels_of]
def levels_of(p, q, c):
    totals = []
    for i in range(len(p)):
        level = p[i]
        seen = [level]
        for t in range(3):
            level = 0.9 * level + q[t]
            if t % 3 == 0:
                level = level - 0.1
            seen.append(level)
        totals.append(sum(seen) / len(seen))
    return totals
# %% quantiles, one by one
cuts = []
for i in range(0, 100, 4):
    cuts.append(np.percentile(a, i))
# %% walks that are counted, whole numbers put into an array of floats [function walked]
def walked(p, q, c):
    generator = np.random.default_rng(5)
    final = np.zeros(30)
    crossings = 0
    for i in range(30):
        place = 0
        top = 0
        for t in range(20):
            if generator.random() < 0.5:
                step = 1
            else:
                step = -1
            old = place
            place += step
            if place > top:
                top = place
            if old * place < 0 or place == 0:
                crossings += 1
        final[i] = place - top
    return final, crossings
# %% copies that take turns
plate = image
for step in range(4):
    new = plate.copy()
    for i in range(1, plate.shape[0] - 1):
        for j in range(1, plate.shape[1] - 1):
            new[i, j] = (plate[i - 1, j] + plate[i + 1, j] + plate[i, j - 1]) / 3
    plate = new
# %% a neighbour that burns, which ends the search
def burnt(forest):
    new = forest.copy()
    for i in range(forest.shape[0]):
        for j in range(forest.shape[1]):
            if forest[i, j] == 1:
                for di, dj in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                    p = i + di
                    q = j + dj
                    if 0 <= p < forest.shape[0] and 0 <= q < forest.shape[1]:
                        if forest[p, q] == 2:
                            new[i, j] = 2
                            break
    return new


ashes = burnt(counts)
# %% a mean of neighbours, of which there are fewer at the border
def blurred(table):
    means = np.zeros(table.shape)
    for i in range(table.shape[0]):
        for j in range(table.shape[1]):
            total = 0
            n = 0
            for di in (-1, 0, 1):
                for dj in (-1, 0, 1):
                    p, q = i + di, j + dj
                    if p < 0 or q < 0 or p >= table.shape[0] or q >= table.shape[1]:
                        continue
                    total += table[p, q]
                    n += 1
            means[i, j] = total / n
    return means


smooth = blurred(counts)
# %% a function that counts neighbours, on a ring
def beside(board, i, j):
    n = 0
    for di in range(-1, 2):
        for dj in range(-1, 2):
            if (di, dj) != (0, 0):
                n += board[(i + di) % len(board), (j + dj) % board.shape[1]]
    return n


crowded = np.zeros(counts.shape, dtype=int)
for i in range(len(counts)):
    for j in range(counts.shape[1]):
        if beside(counts, i, j) > 40:
            crowded[i, j] = 1
# %% the nearest centre, and how many have another one now
def assigned(many, centres):
    nearest = np.zeros(len(many), dtype=int)
    changed = 0
    for i in range(len(many)):
        least = float("inf")
        place = 0
        for c in range(len(centres)):
            d = 0
            for part in range(3):
                d += (many[i, part] - centres[c, part]) ** 2
            if d < least:
                least = d
                place = c
        if nearest[i] != place:
            changed += 1
        nearest[i] = place
    return nearest, changed


found = assigned(points, left)
# %% windows of a photo's bytes
photo = pixels[:, :, 0]
smooth = np.zeros(photo.shape)
for i in range(1, photo.shape[0] - 1):
    for j in range(1, photo.shape[1] - 1):
        smooth[i, j] = photo[i - 1:i + 2, j - 1:j + 2].mean()
# %% products of what lies apart, as far as there are two
related = []
for lag in range(20):
    num = 0.0
    for t in range(len(numbers)):
        if t + lag < len(numbers):
            num += numbers[t] * numbers[t + lag]
    related.append(num)
# %% what each of two gets of what they have together
energies = np.zeros(len(a))
total = 0.0
for i in range(len(a)):
    for j in range(i + 1, len(a)):
        if abs(a[i] - a[j]) < 0.5:
            total += b[j]
            energies[i] += b[j] / 2
            energies[j] += b[i] / 2
