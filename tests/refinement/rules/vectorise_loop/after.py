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
if len(a) > 0 and len(a) <= len(b):
    out[:] = a * b[:len(a)] + 1
else:
    for i in range(len(a)):
        out[i] = a[i] * b[i] + 1
# %% neighbours, a temporary, a condition, a total
total = 0.0
if len(a) > 1 and len(a) <= len(b):
    r_values = a[1:] - a[:-1]
    total_terms = (r_values * b[1:len(a)])[r_values > 0]
    if total_terms.size:
        total = np.cumsum(total_terms)[-1]
else:
    for i in range(1, len(a)):
        r = a[i] - a[i - 1]
        # upwards only
        if r > 0:
            total += r * b[i]
# %% a total that doesn't start at 0
total = 10
if len(a) > 0:
    total = np.cumsum(np.append(total, -a))[-1]
# %% the greatest and where it is
best = a[0]
where = 0
if len(a) > 1 and not (a[1:] != a[1:]).any():
    best_values = a[1:]
    best_place = best_values.argmax()
    if best_values[best_place] > best:
        best = best_values[best_place]
        where = int(best_place) + 1
else:
    for i in range(1, len(a)):
        if a[i] > best:
            best = a[i]
            where = i
# %% the least, from nothing
low = None
if len(a) > 0 and not (a != a).any():
    low = a.min()
else:
    for x in a:
        if low is None or x < low:
            low = x
# %% two lists counted together
inside = 0
if len(a) > 0 and len(a) == len(b):
    inside += int(np.count_nonzero(a * a + b * b <= 1))
else:
    for x, w in zip(a, b):
        if x * x + w * w <= 1:
            inside += 1
# %% what was before
steps = []
before = a[0]
if len(a) > 1:
    before_before = np.append(before, a[1:][:-1])
    before = a[1:][-1]
    steps.extend(a[1:] - before_before)
# %% a flag
found = False
if len(a) > 0:
    if (a > 2).any():
        found = True
# %% peaks
peaks = []
if len(a) > 2:
    peaks.extend(np.arange(1, len(a) - 1)[(a[1:-1] > a[:-2]) & (a[1:-1] > a[2:])].tolist())
# %% in place, from the next one
if len(a) > 1:
    a[:-1] = a[1:] - a[:-1]
# %% continue, with a function that one branch mustn't meet
out = np.empty(len(a))
if len(a) > 0 and len(a) <= len(b):
    with np.errstate(all="ignore"):
        out[:] = np.where(a < 0, 0, np.log1p(a) / b[:len(a)])
else:
    for i, x in enumerate(a):
        if x < 0:
            out[i] = 0
            continue
        out[i] = np.log1p(x) / b[i]
# %% rows of lists
table = []
if len(image) > 0:
    table.extend(map(list, image * 2))
# %% a total of each row
sums = []
if (
    len(image) > 0
    and len(image) * image.shape[1] <= 2**25
    and image.shape[1] > 0
    and not (abs(image) > 1e100).any()
):
    sums.extend((image ** 2).sum(axis=1))
else:
    for row in image:
        r = 0
        for x in row:
            r += x**2
        sums.append(r)
# %% a total of each column
totals = np.zeros(image.shape[1])
if image.shape[0] > 0 and not (abs(image) > 1e100).any():
    totals[:] = image.sum(axis=0)
else:
    for i in range(image.shape[0]):
        for idx in range(image.shape[1]):
            totals[idx] += image[i, idx]
# %% under a condition, over rows and columns
total = 0
if image.shape[0] > 0:
    total_terms = image[image > 0]
    if total_terms.size:
        total = np.cumsum(total_terms)[-1]
# %% the greatest so far
fall = np.zeros(len(a))
peak = 0.0
if len(a) > 0 and peak == peak and not (a != a).any():
    peak_after = np.maximum.accumulate(np.append(peak, a))[1:]
    fall[:] = peak_after - a
    peak_found = a.max()
    if peak_found > peak:
        peak = peak_found
else:
    for i in range(len(a)):
        peak = max(peak, a[i])
        fall[i] = peak - a[i]
# %% running totals
level = 0
levels = []
if len(a) > 0:
    level_after = np.cumsum(a)
    level = level_after[-1]
    levels.extend(level_after)
# %% a list, with functions of math and a divisor
mean = sum(numbers) / len(numbers)
spread = 0.0
if (
    len(numbers) > 0
    and not ((-((numbers_array := np.array(numbers)) - mean) * (numbers_array - mean)) > 700).any()
    and not ((1 + (numbers_array - mean) * (numbers_array - mean)) == 0).any()
):
    r_values = numbers_array - mean
    spread = np.cumsum(r_values * r_values * np.exp(-r_values * r_values) / (1 + r_values * r_values))[-1].item()
else:
    for x in numbers:
        r = x - mean
        spread += r * r * math.exp(-r * r) / (1 + r * r)
# %% a product
growth = 1.0
if len(a) > 0:
    growth = np.cumprod(1 + a / 100)[-1]
# %% the loop variable as a number
n = 500
area = 0.0
if not (abs((np.arange(n) / n)) > 1e8).any():
    x_values = np.arange(n) / n
    area = np.cumsum(np.sin(x_values) * x_values)[-1].item()
else:
    for i in range(n):
        x = i / n
        area += math.sin(x) * x
# %% a window by an inner loop
smooth = np.zeros(len(a))
if len(a) > 4 and not (abs(a) > 1e100).any():
    smooth[2:-2] = np.lib.stride_tricks.sliding_window_view(a, 5).sum(axis=1) / 5
else:
    for i in range(2, len(a) - 2):
        r = 0
        for w in range(-2, 3):
            r += a[i + w]
        smooth[i] = r / 5
# %% a window by a slice
means = []
if len(a) > 4 and not (abs(a) > 1e100).any():
    means.extend(np.lib.stride_tricks.sliding_window_view(a, 5).sum(axis=-1) / 5)
else:
    for i in range(4, len(a)):
        means.append(sum(a[i - 4 : i + 1]) / 5)
# %% a convolution
n = len(a) - len(kernel) + 1
out = np.zeros(n)
if (
    n > 0
    and n + len(kernel) - 1 <= len(a)
    and len(kernel) > 0
    and not (abs(a) > 1e100).any()
    and not (abs(kernel) > 1e100).any()
):
    out[:] = np.lib.stride_tricks.sliding_window_view(a, len(kernel))[:n] @ kernel
else:
    for i in range(n):
        for idx in range(len(kernel)):
            out[i] += a[i + idx] * kernel[idx]
# %% five points
edges = np.zeros_like(image)
height, width = image.shape
if height > 2:
    edges[1:-1, 1:-1] = image[:-2, 1:-1] + image[2:, 1:-1] + image[1:-1, :-2] + image[1:-1, 2:] - 4 * image[1:-1, 1:-1]
# %% a matrix product
product = np.zeros((left.shape[0], right.shape[1]))
if (
    left.shape[0] > 0
    and left.shape[1] <= len(right)
    and left.shape[1] > 0
    and not (abs(left) > 1e100).any()
    and not (abs(right) > 1e100).any()
):
    product[:] = left @ right[:left.shape[1]]
else:
    for i in range(left.shape[0]):
        for idx in range(right.shape[1]):
            r = 0.0
            for w in range(left.shape[1]):
                r += left[i, w] * right[w, idx]
            product[i, idx] = r
# %% distances
apart = np.zeros((len(points), len(points)))
if (
    len(points) > 0
    and len(points) * len(points) * points.shape[1] <= 2**25
    and not (abs(points) > 1e100).any()
):
    apart[:] = np.sqrt(((points[:, None] - points) ** 2).sum(axis=-1))
else:
    for i in range(len(points)):
        for idx in range(len(points)):
            apart[i, idx] = np.sqrt(np.sum((points[i] - points[idx]) ** 2))
# %% each pair once
apart = np.zeros((len(points), len(points)))
if (
    len(points) > 0
    and len(points) * (len(points) - 1) <= 2**25
    and len(points) > 1
    and len(points) * (len(points) - 1) * points.shape[1] <= 2**25
    and not (abs(apart) > 1e100).any()
    and not (abs(points) > 1e100).any()
):
    r_values = np.linalg.norm(points[:, None] - points[1:], axis=-1)
    apart[:, 1:] = np.where(np.arange(1, len(points)) >= (np.arange(len(points)) + 1)[:, None], r_values, apart[:, 1:])
    apart[1:] = np.where(np.arange(1, len(points)) >= (np.arange(len(points)) + 1)[:, None], r_values, apart[1:].T).T
else:
    for i in range(len(points)):
        for idx in range(i + 1, len(points)):
            r = np.linalg.norm(points[i] - points[idx])
            apart[i, idx] = r
            apart[idx, i] = r
# %% pairs counted
close = 0
if len(numbers) > 0 and len(numbers) * (len(numbers) - 1) <= 2**25:
    numbers_array = np.array(numbers)
    close += int(np.count_nonzero((np.arange(1, len(numbers)) >= (np.arange(len(numbers)) + 1)[:, None]) & (np.abs(numbers_array[:, None] - numbers_array[1:]) < 2)))
else:
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
if len(a) > 0:
    out[:] = np.where(a < 0, -a * 2, a + 1)
# %% outer product
grid = np.zeros((len(a), len(b)))
if len(a) > 0:
    grid[:] = a[:, None] * b
# %% a row's greatest
share = np.zeros(counts.shape)
if counts.shape[0] > 0 and counts.shape[1] > 0:
    share[:] = counts / counts.max(axis=-1)[:, None] * 100
else:
    for i in range(counts.shape[0]):
        for idx in range(counts.shape[1]):
            share[i, idx] = counts[i, idx] / counts[i].max() * 100
# %% whole numbers of a list
even = 0
if len(whole) > 0 and len(whole) <= 2**20 and -(2**20) <= min(whole) <= max(whole) <= 2**20:
    x_values = np.array(whole)
    even += (x_values * x_values)[x_values % 2 == 0].sum().item()
else:
    for x in whole:
        if x % 2 == 0:
            even += x * x
# %% a histogram
height = np.zeros(20, dtype=int)
if len(k) > 0 and -len(height) <= k.min() and k.max() < len(height):
    np.add.at(height, k, 1)
else:
    for i in range(len(k)):
        height[k[i]] += 1
# %% a histogram in a list
height = [0] * 20
if (
    len(whole) > 0
    and -(2**20) <= min(whole) <= max(whole) <= 2**20
    and -len(height) <= (whole_array := np.array(whole)).min() and whole_array.max() < len(height)
):
    height_array = np.array(height)
    np.add.at(height_array, whole_array, 1)
    height[:] = height_array.tolist()
else:
    for x in whole:
        height[x] += 1
# %% a list that is filled
out = [0.0] * len(numbers)
if len(numbers) > 0 and not (abs((numbers_array := np.array(numbers))) > 1e8).any():
    out[:] = (numbers_array * 2.5 + np.sqrt(np.abs(numbers_array)) - np.cos(numbers_array)).tolist()
else:
    for i in range(len(numbers)):
        out[i] = numbers[i] * 2.5 + math.sqrt(abs(numbers[i])) - math.cos(numbers[i])
# %% thresholds in place
if image.shape[0] > 0:
    image[:] = np.where(image < 0, 0, image)
# %% columns of a frame
out = []
if (
    len(frame["p"]) > 0
    and len(frame["p"]) == len(frame["q"])
    and frame["q"].between(-(2**20), 2**20).all()
    and not (frame["q"].to_numpy() < 0).any()
):
    w_values = frame['q'].to_numpy()
    out.extend((frame['p'].to_numpy() * w_values + np.sqrt(w_values)).tolist())
else:
    for x, w in zip(frame["p"], frame["q"]):
        out.append(x * w + math.sqrt(w))
# %% up or down
up = 0
down = 0
if len(a) > 1:
    down += int(np.count_nonzero(~(a[1:] > a[:-1]) & (a[1:] < a[:-1])))
    up += int(np.count_nonzero(a[1:] > a[:-1]))
# %% in a function [function mixed]
def mixed(v, w, weight):
    """Both, weighed."""
    out = np.zeros(len(v))
    if (
        all(type(array) is np.ndarray and array.dtype == np.float64 and array.ndim == 1 for array in (v, w))
        and type(weight) is float
        and len(v) > 0
        and len(v) <= len(w)
    ):
        out[:] = np.where(v > w[:len(v)], weight * v + (1 - weight) * w[:len(v)], w[:len(v)])
    else:
        for i in range(len(v)):
            if v[i] > w[i]:
                out[i] = weight * v[i] + (1 - weight) * w[i]
            else:
                out[i] = w[i]
    return out
# %% into an array that a function is given [function added]
def added(v, w, weight):
    if (
        all(type(array) is np.ndarray and array.dtype == np.float64 and array.ndim == 1 for array in (v, w))
        and type(weight) is float
        and len(v) > 0
        and len(v) <= len(w)
        and not np.may_share_memory(w, v)
    ):
        w[:len(v)] = w[:len(v)] + weight * v
    else:
        for i in range(len(v)):
            w[i] += weight * v[i]
    return w
# %% totals of lists in a function
def deviation(values):
    mean = sum(values) / len(values)
    total = 0.0
    if (
        type(values) is list
        and type(mean) is float
        and len(values) > 0
        and set(map(type, values)) == {float}
        and not (abs(((values_array := np.array(values)) - mean)) > 1e100).any()
    ):
        total = np.cumsum((values_array - mean) ** 2)[-1].item()
    else:
        for value in values:
            total += (value - mean) ** 2
    return math.sqrt(total / len(values))


answer = deviation(numbers)
# %% branches of several kinds, into floats
out = np.zeros_like(a)
if a.shape[0] > 0 and a.shape[0] <= len(k):
    out[:] = np.where((a > 1) & (k[:a.shape[0]] != 3), a / 2, np.where(a > 0, k[:a.shape[0]], 0.0))
else:
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
if image.shape[0] > 0 and image.shape[0] <= len(bright) and image.shape[1] <= bright.shape[1]:
    bright[:image.shape[0], :image.shape[1]] = np.where(image > 0, image ** 2, -image)
else:
    for i in range(image.shape[0]):
        for idx in range(image.shape[1]):
            bright[i, idx] = image[i, idx] ** 2 if image[i][idx] > 0 else -image[i, idx]
# %% a new array of whole numbers
double = np.zeros(len(k), dtype=int)
if len(k) > 0:
    double[:] = 2 * k + 1
# %% rows by their means
if len(image) > 0 and not (abs(image) > 1e100).any():
    image[:] = image - image.mean(axis=-1)[:, None]
else:
    for i in range(len(image)):
        image[i] = image[i] - image[i].mean()
# %% columns standardised
level = np.zeros_like(image)
if image.shape[1] > 0 and not (abs(image) > 1e100).any():
    level[:] = ((image.T - image.T.mean(axis=-1)[:, None]) / image.T.std(axis=-1)[:, None]).T
else:
    for idx in range(image.shape[1]):
        level[:, idx] = (image[:, idx] - image[:, idx].mean()) / image[:, idx].std()
# %% where the greatest of a table is
top = -1.0
place = None
if image.shape[0] > 0 and not (image != image).any():
    top_values = image.ravel()
    top_place = top_values.argmax()
    if top_values[top_place] > top:
        top = top_values[top_place]
        place = np.broadcast_to(np.arange(image.shape[1]), (image.shape[0], image.shape[1])).ravel()[top_place].item()
else:
    for i in range(image.shape[0]):
        for idx in range(image.shape[1]):
            if image[i, idx] > top:
                top = image[i, idx]
                place = idx
# %% the one before the first is the last
out = np.zeros(len(a))
if len(a) > 0:
    out[:] = a - np.roll(a, 1)
# %% signs that alternate
near = 0.0
if not ((2 * np.arange(1000) + 1) == 0).any():
    near = np.cumsum(np.where(np.arange(1000) % 2 == 0, 1, -1) / (2 * np.arange(1000) + 1))[-1].item()
else:
    for i in range(1000):
        near += (-1) ** i / (2 * i + 1)
# %% steps in time over places
field = np.zeros((8, 40))
for i in range(7):
    field[i + 1, 1:39] = field[i, 1:39] + 0.1 * (field[i, 2:] - field[i, :38]) + 1
# %% an image in grey
grey = np.zeros(pixels.shape[:2], dtype=np.uint8)
if (
    pixels.shape[0] > 0
    and pixels.shape[2] == 3
    and pixels.shape[0] <= len(grey)
    and pixels.shape[1] <= grey.shape[1]
    and not (~(abs((round_values_2 := 0.299 * pixels[:, :, 0] + 0.587 * pixels[:, :, 1] + 0.114 * pixels[:, :, 2])) < 2**31)).any()
    and not (((round_values := round_values_2.astype(int)) < 0) | (round_values > 255)).any()
):
    grey[:pixels.shape[0], :pixels.shape[1]] = round_values
else:
    for i in range(pixels.shape[0]):
        for idx in range(pixels.shape[1]):
            r, w, x = pixels[i, idx]
            grey[i, idx] = int(0.299 * r + 0.587 * w + 0.114 * x)
# %% bytes that wrap around
mixed = np.zeros(pixels.shape[:2])
if (
    pixels.shape[0] > 0
    and pixels.shape[2] == 3
    and pixels.shape[0] <= len(mixed)
    and pixels.shape[1] <= mixed.shape[1]
):
    mixed[:pixels.shape[0], :pixels.shape[1]] = (pixels[:, :, 0] + pixels[:, :, 1]) / 2 + (255 - pixels[:, :, 2])
else:
    for i in range(pixels.shape[0]):
        for idx in range(pixels.shape[1]):
            r, w, x = pixels[i][idx]
            mixed[i, idx] = (r + w) / 2 + (255 - x)
# %% bytes that always fit
soft = np.zeros_like(pixels)
if (
    pixels.shape[0] > 0
    and pixels.shape[0] <= 2**20
    and pixels.shape[1] <= 2**20
    and pixels.shape[2] <= 2**20
):
    soft[:] = np.where(pixels > 127, 255, (pixels.astype(int) * 3 + 20) // 4)
else:
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
if (
    len(numbers) - w > -1
    and not (w == 0)
    and w > 0
    and not np.isnan((numbers_array := np.array(numbers))).any()
    and not (abs(numbers_array) > 1e100).any()
):
    part.extend((np.lib.stride_tricks.sliding_window_view(numbers_array, w).sum(axis=-1) / w).tolist())
    peaks.extend((np.lib.stride_tricks.sliding_window_view(numbers_array, w).max(axis=-1) - np.lib.stride_tricks.sliding_window_view(numbers_array, w).min(axis=-1)).tolist())
else:
    for i in range(len(numbers) - w + 1):
        sub = numbers[i:i + w]
        part.append(sum(sub) / w)
        peaks.append(max(sub) - min(sub))
# %% lists that get their names in one line
ups, downs = [], []
if len(numbers) > 1:
    numbers_array = np.array(numbers)
    ups.extend((numbers_array[1:] - numbers_array[:-1]).tolist())
    downs.extend((numbers_array[:-1] * 2.0).tolist())
# %% windows of a column
means = []
spreads = []
highs = []
if (
    len(frame) > 5
    and len(frame) - 1 <= len(frame["p"])
    and len(frame) <= len(frame["q"])
    and frame["p"].notna().all()
    and not (abs(frame["p"].to_numpy()) > 1e100).any()
):
    means.extend(np.lib.stride_tricks.sliding_window_view(frame['p'].to_numpy(), 5)[:len(frame) - 5].mean(axis=-1))
    spreads.extend(np.lib.stride_tricks.sliding_window_view(frame['p'].to_numpy(), 5)[:len(frame) - 5].std(axis=-1, ddof=1) + np.lib.stride_tricks.sliding_window_view(frame['p'].to_numpy(), 5)[:len(frame) - 5].std(axis=-1))
    highs.extend(np.lib.stride_tricks.sliding_window_view(frame['q'].to_numpy(), 5)[1:len(frame) - 4].max(axis=-1))
else:
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
    if (
        type(mean) is np.float64
        and type(spread) is np.float64
        and len(image) > 0
        and not np.may_share_memory(scaled, image)
    ):
        scaled[:, idx] = (image[:, idx] - mean) / spread
        i = len(image) - 1
    else:
        for i in range(len(image)):
            scaled[i, idx] = (image[i, idx] - mean) / spread
# %% columns of a frame, counted
outside = {}
for value in frame.columns:
    part = frame[value]
    mean, spread = part.mean(), part.std()
    n = 0
    if (
        type(part) is pd.Series and part.dtype == np.float64
        and type(mean) is np.float64
        and type(spread) is np.float64
        and len(part) > 0
    ):
        x_values = part.to_numpy()
        x = x_values[-1].item()
        n += int(np.count_nonzero(np.abs(x_values - mean) > spread))
    else:
        for x in part:
            if abs(x - mean) > spread:
                n += 1
    outside[value] = n
# %% totals of columns that later loops read
sizes = {}
for value in ["p"]:
    total = 0
    if (
        len(frame[value]) > 0
        and type(frame[value]) is pd.Series and frame[value].dtype == np.float64
    ):
        x_values = frame[value].to_numpy()
        x = x_values[-1].item()
        total = np.cumsum(x_values)[-1].item()
    else:
        for x in frame[value]:
            total += x
    mean = total / len(frame)
    around = 0.0
    if (
        type(mean) is float
        and len(frame[value]) > 0
        and type(frame[value]) is pd.Series and frame[value].dtype == np.float64
        and not (abs((round_values := frame[value].to_numpy() - mean)) > 1e100).any()
    ):
        x = frame[value].to_numpy()[-1].item()
        around = np.cumsum(round_values ** 2)[-1].item()
    else:
        for x in frame[value]:
            around += (x - mean) ** 2
    sizes[value] = math.sqrt(around)
# %% arrays in a list
greatest = []
for part in [a, b]:
    first = part[0]
    top = 0.0
    if len(part) > 1:
        top = np.cumsum(np.abs(part[1:] - first))[-1]
    greatest.append(top)
# %% functions of statistics, of windows of a list
middles = []
spreads = []
if (
    len(numbers) > 6
    and not np.isnan((numbers_array := np.array(numbers))).any()
    and ((round_values := np.lib.stride_tricks.sliding_window_view(numbers_array, 7)).max(axis=-1) > round_values.min(axis=-1)).all()
    and not (round_values.mean(axis=-1) == 0).any()
    and not (abs(numbers_array) > 1e100).any()
):
    middles.extend(np.median(round_values, axis=-1).tolist())
    spreads.extend((round_values.std(axis=-1, ddof=1) / round_values.mean(axis=-1)).tolist())
else:
    for i in range(6, len(numbers)):
        part = numbers[i - 6 : i + 1]
        middles.append(statistics.median(part))
        spreads.append(statistics.stdev(part) / statistics.fmean(part))
# %% medians of whole numbers, of an even number and an odd one
evens = []
odds = []
if len(whole) > 3 and -(2**20) <= min(whole) <= max(whole) <= 2**20:
    whole_array = np.array(whole)
    evens.extend(np.median(np.lib.stride_tricks.sliding_window_view(whole_array, 4), axis=-1).tolist())
    odds.extend(np.median(np.lib.stride_tricks.sliding_window_view(whole_array, 3)[1:], axis=-1).astype(int).tolist())
else:
    for i in range(4, len(whole) + 1):
        evens.append(statistics.median(whole[i - 4 : i]))
        odds.append(statistics.median(whole[i - 3 : i]))
# %% what Python makes of windows of a column
column = frame["p"]
means = []
highs = []
if (
    len(column) > 4
    and column.index.equals(column.reset_index(drop=True).index)
    and column.notna().all()
    and not (abs(column.to_numpy()) > 1e100).any()
):
    means.extend((np.lib.stride_tricks.sliding_window_view(column.to_numpy(), 5).sum(axis=-1) / 5).tolist())
    highs.extend(np.lib.stride_tricks.sliding_window_view(column.to_numpy(), 5).max(axis=-1).tolist())
else:
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
if (
    len(numbers) > w
    and w > 0
    and not (abs((numbers_array := np.array(numbers))) > 1e100).any()
):
    i = len(numbers) - 1
    part = numbers[i - w + 1:i + 1]
    means.extend((np.lib.stride_tricks.sliding_window_view(numbers_array, w)[1:].sum(axis=-1) / w).tolist())
else:
    for i in range(w, len(numbers)):
        part = numbers[i - w + 1 : i + 1]
        means.append(sum(part) / len(part))
# %% random numbers, two in a round
gen = np.random.default_rng(7)
inside = 0
draws = gen.random(size=(2000, 2))
inside += int(np.count_nonzero(draws[:, 0] ** 2 + draws[:, 1] ** 2 <= 1))
after = gen.random()
# %% each element made of the one before
walk = np.zeros(len(a) + 1)
if len(a) > 0:
    walk[1:] = np.cumsum(np.append(walk[0], a))[1:]
# %% rows that grow
paths = np.ones((left.shape[0], left.shape[1] + 1))
if left.shape[0] > 0:
    paths[:, 1:] = np.cumprod(np.hstack([paths[:, :1], np.exp(0.1 * left)]), axis=1)[:, 1:]
# %% rows that are added up
gradient = np.zeros(points.shape[1])
if (
    len(points) > 0
    and len(points) <= len(a)
    and not (abs(a) > 1e100).any()
    and not (abs(kernel) > 1e100).any()
    and not (abs(points) > 1e100).any()
):
    gradient += (points @ kernel - a[:len(points)]) @ points
else:
    for i in range(len(points)):
        value = np.dot(points[i], kernel) - a[i]
        gradient += value * points[i]
# %% rows that are appended
scaled = []
if len(image) > 0 and len(image) * image.shape[1] <= 2**25 and not (abs(image) > 1e100).any():
    part_values = np.exp(image - image.max(axis=-1)[:, None])
    scaled.extend(part_values / part_values.sum(axis=-1)[:, None])
else:
    for row in image:
        part = np.exp(row - np.max(row))
        scaled.append(part / part.sum())
# %% a list made in each round
nearest = []
if (
    len(image) > 0
    and len(image) * len(image) * image.shape[1] <= 2**25
    and len(image) * len(image) <= 2**25
    and not (abs(image) > 1e100).any()
):
    nearest.extend(np.linalg.norm(image[:, None] - image, axis=-1).argmin(axis=-1))
else:
    for row in image:
        value = [np.linalg.norm(row - other) for other in image]
        nearest.append(np.argmin(value))
# %% a function with a default, of rows
def weight(p, q, width=2.0):
    return np.exp(-np.sum((p - q) ** 2) / width)
table = np.zeros((len(image), len(image)))
if (
    len(image) > 0
    and len(image) * len(image) * image.shape[1] <= 2**25
    and not (abs(image) > 1e100).any()
):
    table[:] = np.exp(-((image[:, None] - image) ** 2).sum(axis=-1) / 2.0)
else:
    for i in range(len(image)):
        for j in range(len(image)):
            table[i, j] = weight(image[i], image[j])
# %% rows that are compared
high = []
if len(image) > 0:
    high.extend((image > 0).mean(axis=-1)[(image > 2).any(axis=-1)])
# %% the greatest so far, and how far below it each number is [function deepest]
def deepest(p, q, c):
    depth = 0.0
    place = 0
    if (
        type(p) is np.ndarray and p.dtype == np.float64 and p.ndim == 1
        and len(p) > 0
        and not ((fall_values := (np.maximum.accumulate(p) - p)) != fall_values).any()
    ):
        depth_values = fall_values
        depth_place = depth_values.argmax()
        if depth_values[depth_place] > depth:
            depth = depth_values[depth_place]
            place = int(depth_place)
    else:
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
if len(a) > 0 and not (abs(a) > 1e100).any():
    least[:] = np.minimum.accumulate(a[::-1])[::-1]
    means.extend(np.cumsum(a) / (np.arange(len(a)) + 1))
else:
    for i in range(len(a)):
        means.append(a[:i + 1].mean())
        least[i] = a[i:].min()
# %% paths side by side [function ends_of]
def ends_of(p, q, c):
    generator = np.random.default_rng(3)
    ends = []
    draws = generator.normal(size=(40, 12))
    all_s = np.full(40, 100.0)
    for t in range(12):
        all_z = draws[:, t]
        all_s = all_s * np.exp(0.01 + 0.2 * all_z)
    ends.extend((max(value, 0) for value in all_s - 100))
    return ends, generator.normal()
# %% paths that pull back, kept in a table, with the highest of each [function paths_of]
def paths_of(p, q, c):
    generator = np.random.default_rng(4)
    paths = np.zeros((30, 20))
    tops = []
    paths[:, 0] = 1.0
    draws = generator.normal(size=(30, 19))
    all_top = np.full(30, 1.0)
    for t in range(1, 20):
        paths[:, t] = paths[:, t - 1] + 0.3 * (0.5 - paths[:, t - 1]) + 0.1 * draws[:, t - 1]
        holds = paths[:, t] > 1.1
        all_top = np.where(holds, all_top + 0.5, all_top)
    tops.extend(all_top.tolist())
    return paths, tops
# %% lists of the steps of each path [function levels_of]
def levels_of(p, q, c):
    totals = []
    if (
        all(type(array) is np.ndarray and array.dtype == np.float64 and array.ndim == 1 for array in (p, q))
        and len(p) > 0
        and len(p) * 4 <= 2**25
        and not (abs(p) > 1e100).any()
        and not (abs(q) > 1e100).any()
    ):
        all_level = p
        all_seen = [p]
        for t in range(3):
            all_level = 0.9 * all_level + q[t]
            if t % 3 == 0:
                all_level = all_level - 0.1
            all_seen.append(all_level)
        all_seen = np.column_stack(all_seen)
        totals.extend(all_seen.sum(axis=-1) / 4)
    else:
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
cuts.extend(np.percentile(a, np.arange(0, 100, 4)))
# %% walks that are counted, whole numbers put into an array of floats [function walked]
def walked(p, q, c):
    generator = np.random.default_rng(5)
    final = np.zeros(30)
    crossings = 0
    draws = generator.random(size=(30, 20))
    all_place = np.full(30, 0)
    all_top = np.full(30, 0)
    for t in range(20):
        holds = draws[:, t] < 0.5
        all_step = np.where(~holds, -1, 1)
        all_old = all_place
        all_place = all_place + all_step
        holds_2 = all_place > all_top
        all_top = np.where(holds_2, all_place, all_top)
        holds_3 = (all_old * all_place < 0) | (all_place == 0)
        crossings += int(np.count_nonzero(holds_3))
    final[:] = all_place - all_top
    return final, crossings
# %% copies that take turns
plate = image
for step in range(4):
    new = plate.copy()
    if plate.shape[0] > 2:
        new[1:-1, 1:-1] = (plate[:-2, 1:-1] + plate[2:, 1:-1] + plate[1:-1, :-2]) / 3
    plate = new
# %% a neighbour that burns, which ends the search
def burnt(forest):
    new = forest.copy()
    if (
        all(type(array) is np.ndarray and array.dtype == np.int64 and array.ndim == 2 for array in (forest, new))
        and forest.shape[0] > 0
        and forest.shape[1] > 0
    ):
        forest_padded_values = np.pad(forest, 1)
        value_values = np.where((forest_padded_values[:-2, 1:-1] == 2) | (forest_padded_values[2:, 1:-1] == 2) | (forest_padded_values[1:-1, :-2] == 2) | (forest_padded_values[1:-1, 2:] == 2), 2, forest)
        new[:] = np.where(forest == 1, value_values, forest)
    else:
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
    if (
        type(table) is np.ndarray and table.dtype == np.int64 and table.ndim == 2
        and table.shape[0] > 0
        and table.shape[1] > 0
        and table.shape[0] <= 2**20
        and table.shape[1] <= 2**20
    ):
        table_padded_values = np.pad(table, 1)
        n_values = (~((np.arange(table.shape[0]) - 1 < 0)[:, None] | (np.arange(table.shape[1]) - 1 < 0))).astype(int) + (~(np.arange(table.shape[0]) - 1 < 0))[:, None] + ~((np.arange(table.shape[0]) - 1 < 0)[:, None] | (np.arange(table.shape[1]) + 1 >= table.shape[1]))
        n_values_2 = n_values + ~(np.arange(table.shape[1]) - 1 < 0) + 1 + ~(np.arange(table.shape[1]) + 1 >= table.shape[1]) + ~((np.arange(table.shape[1]) - 1 < 0) | (np.arange(table.shape[0]) + 1 >= table.shape[0])[:, None])
        total_values = table_padded_values[:-2, :-2] + table_padded_values[:-2, 1:-1] + table_padded_values[:-2, 2:] + table_padded_values[1:-1, :-2] + table + table_padded_values[1:-1, 2:] + table_padded_values[2:, :-2]
        n_values_3 = n_values_2 + (~(np.arange(table.shape[0]) + 1 >= table.shape[0]))[:, None] + ~((np.arange(table.shape[0]) + 1 >= table.shape[0])[:, None] | (np.arange(table.shape[1]) + 1 >= table.shape[1]))
        means[:] = (total_values + table_padded_values[2:, 1:-1] + table_padded_values[2:, 2:]) / n_values_3
    else:
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
if len(counts) > 0:
    n_part_1 = np.roll(counts, (1, 1), axis=(0, 1)) + np.roll(counts, 1, axis=0) + np.roll(counts, (1, -1), axis=(0, 1)) + np.roll(counts, 1, axis=1) + np.roll(counts, -1, axis=1)
    crowded[:] = np.where(n_part_1 + np.roll(counts, (-1, 1), axis=(0, 1)) + np.roll(counts, -1, axis=0) + np.roll(counts, (-1, -1), axis=(0, 1)) > 40, 1, 0)
# %% the nearest centre, and how many have another one now
def assigned(many, centres):
    nearest = np.zeros(len(many), dtype=int)
    changed = 0
    if (
        all(type(array) is np.ndarray and array.dtype == np.float64 and array.ndim == 2 for array in (many, centres))
        and len(many) > 0
        and 3 <= many.shape[1]
        and 3 <= centres.shape[1]
        and len(many) * len(centres) * 3 <= 2**25
        and len(many) * len(centres) <= 2**25
        and len(centres) > 0
        and not (~np.isfinite((round_values := ((many[:, :3][:, None] - centres[:, :3]) ** 2).sum(axis=2)))).any()
        and not (abs(centres) > 1e100).any()
        and not (abs(many) > 1e100).any()
    ):
        nearest[:] = round_values.argmin(axis=1)
        changed += int(np.count_nonzero(0 != round_values.argmin(axis=1)))
    else:
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
if photo.shape[0] > 2 and photo.shape[1] > 2:
    smooth[1:-1, 1:-1] = np.lib.stride_tricks.sliding_window_view(photo, (3, 3), axis=(0, 1)).mean(axis=(-2, -1))
else:
    for i in range(1, photo.shape[0] - 1):
        for j in range(1, photo.shape[1] - 1):
            smooth[i, j] = photo[i - 1:i + 2, j - 1:j + 2].mean()
# %% products of what lies apart, as far as there are two
related = []
for lag in range(20):
    num = 0.0
    if len(numbers) > 0 and lag > -1 and lag <= len(numbers):
        numbers_array = np.array(numbers)
        t = len(numbers) - 1
        num_terms = (numbers_array * np.pad(numbers_array, (0, lag))[lag:len(numbers) + lag])[np.arange(len(numbers)) + lag < len(numbers)]
        if num_terms.size:
            num = np.cumsum(num_terms)[-1].item()
    else:
        for t in range(len(numbers)):
            if t + lag < len(numbers):
                num += numbers[t] * numbers[t + lag]
    related.append(num)
# %% what each of two gets of what they have together
energies = np.zeros(len(a))
total = 0.0
for i in range(len(a)):
    if (
        len(a) > i + 1
        and i > -2
        and len(a) <= len(b)
        and i > -1
        and not np.may_share_memory(energies, a)
        and not np.may_share_memory(energies, b)
    ):
        j = len(a) - 1
        total_terms = b[i + 1:len(a)][np.abs(a[i] - a[i + 1:]) < 0.5]
        if total_terms.size:
            total = np.cumsum(np.append(total, total_terms))[-1]
        energies_terms = (b[i + 1:len(a)] / 2)[np.abs(a[i] - a[i + 1:]) < 0.5]
        if energies_terms.size:
            energies[i] = np.cumsum(np.append(energies[i], energies_terms))[-1]
        energies[i + 1:] = np.where(np.abs(a[i] - a[i + 1:]) < 0.5, energies[i + 1:] + b[i] / 2, energies[i + 1:])
    else:
        for j in range(i + 1, len(a)):
            if abs(a[i] - a[j]) < 0.5:
                total += b[j]
                energies[i] += b[j] / 2
                energies[j] += b[i] / 2
