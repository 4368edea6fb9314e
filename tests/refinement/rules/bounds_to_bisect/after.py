import numpy as np

values = [0.5, 3.0, -1.0, 9.9, 10.0, float("nan"), 4.2, 12.0, 0.0]
whole = [3, 0, 17, 9, 20, -4, 10]
edges = [0.0, 2.5, 2.5, 5.0, 10.0]
measured = np.array([0.5, 3.0, np.nan, 9.9, 10.0, 0.0])
grid = np.linspace(0, 10, 5)
bands = [(0, 5, "low"), (5, 10, "middle"), (12, 18, "high")]
closed = [{"from": 0, "to": 4, "n": 0}, {"from": 5, "to": 9, "n": 0}, {"from": 9, "to": 18, "n": 0}]
quotes = [(1, 10.5), (4, 11.0), (4, 11.5), (9, 12.0)]
weights = [0.5, 0.0, 2.5, 3.0]
unsorted = [5.0, 1.0, 3.0]
CALLS = [
    ([1, 5, 9, 20], [0, 4, 9, 12]),
    ([2.5, float("nan"), -3.0, 4.0], [0.5, 2.5, 4.0]),
    ([3, 1], [5, 2, 4]),
    ([], [1, 2]),
    ([1, 2], []),
]
# %% bins of a list
from bisect import bisect_right
from itertools import pairwise
counts = [0] * (len(edges) - 1)
edges_rise = len(edges) > 1 and all(low <= high for low, high in pairwise(edges))
for part in values:
    if edges_rise:
        i_found = bisect_right(edges, part) - 1
        if 0 <= i_found < len(edges) - 1:
            counts[i_found] += 1
    else:
        for i in range(len(edges) - 1):
            if edges[i] <= part < edges[i + 1]:
                counts[i] += 1
                break
# %% bins of an array, with what lies outside
from bisect import bisect_left
from itertools import pairwise
hist = np.zeros(len(grid) - 1)
outside = 0
grid_rise = len(grid) > 1 and all(low <= high for low, high in pairwise(grid))
for x in measured:
    if grid_rise:
        i_found = bisect_left(grid, x) - 1
        if 0 <= i_found < len(grid) - 1:
            hist[i_found] += 1
        else:
            outside += 1
    else:
        for i, (a, b) in enumerate(zip(grid[:-1], grid[1:])):
            if x > a and x <= b:
                hist[i] += 1
                break
        else:
            outside += 1
# %% bins by their upper ends
from bisect import bisect_right
from itertools import pairwise
counts = [0] * len(edges)
edges_rise = len(edges) > 1 and all(low <= high for low, high in pairwise(edges))
for part in values:
    if edges_rise:
        i_found = bisect_right(edges, part)
        if 0 < i_found < len(edges):
            counts[i_found] += 1
    else:
        for i in range(1, len(edges)):
            if edges[i - 1] <= part < edges[i]:
                counts[i] += 1
                break
# %% between two points, both of which count [function between]
from bisect import bisect_left
from itertools import pairwise

def between(values, limits):
    found = []
    limits_rise = len(limits) > 1 and all(low <= high for low, high in pairwise(limits))
    for v in values:
        if limits_rise:
            i = bisect_left(limits, v, 1)
            if i < len(limits) and limits[i - 1] <= v:
                found.append((v, limits[i] - limits[i - 1]))
            else:
                found.append(None)
        else:
            for i in range(1, len(limits)):
                if limits[i - 1] <= v <= limits[i]:
                    found.append((v, limits[i] - limits[i - 1]))
                    break
            else:
                found.append(None)
    return found
# %% counting by hand
from bisect import bisect_right
from itertools import pairwise
counts = [0] * (len(edges) - 1)
edges_rise = len(edges) > 1 and all(low <= high for low, high in pairwise(edges))
for part in values:
    i = 0
    if edges_rise and len(counts) < len(edges):
        i = bisect_right(edges, part) - 1
        if 0 <= i < len(counts):
            counts[i] += 1
        else:
            i = len(counts)
    else:
        while i < len(counts):
            if edges[i] <= part < edges[i + 1]:
                counts[i] += 1
                break
            i += 1
# %% behind all that is passed
from bisect import bisect_right
from itertools import pairwise
layers = []
edges_rise = len(edges) > 1 and all(low <= high for low, high in pairwise(edges))
for part in values:
    i = 0
    if edges_rise:
        i = bisect_right(edges, part) if part == part else 0
    else:
        while i < len(edges) and edges[i] <= part:
            i += 1
    layers.append(i)
# %% bands with names
from bisect import bisect_right
from itertools import pairwise
names = []
bands_bounds = [bound for a, b, value in bands for bound in (a, b)]
bands_lows, bands_highs = bands_bounds[::2], bands_bounds[1::2]
bands_rise = len(bands) > 1 and all(low <= high for low, high in pairwise(bands_bounds))
for part in whole:
    name = "none"
    if bands_rise:
        place = bisect_right(bands_highs, part)
        if place < len(bands) and bands_lows[place] <= part:
            a_found, b_found, value_found = bands[place]
            name = value_found
    else:
        for a, b, value in bands:
            if a <= part < b:
                name = value
                break
    names.append(name)
# %% bands with both ends, which count
from bisect import bisect_left
from itertools import pairwise
closed_bounds = [bound for sub in closed for bound in (sub['from'], sub['to'])]
closed_lows, closed_highs = closed_bounds[::2], closed_bounds[1::2]
closed_rise = len(closed) > 1 and all(low <= high for low, high in pairwise(closed_bounds))
for part in whole:
    if closed_rise:
        place = bisect_left(closed_highs, part)
        if place < len(closed) and closed_lows[place] <= part:
            sub_found = closed[place]
            sub_found["n"] += 1
    else:
        for sub in closed:
            if sub["from"] <= part <= sub["to"]:
                sub["n"] += 1
                break
# %% the last quote before
from bisect import bisect_right
from itertools import pairwise
seen = []
quotes_keys = [a for a, b in quotes]
quotes_rise = len(quotes_keys) > 1 and all(low <= high for low, high in pairwise(quotes_keys))
for part in whole:
    price = None
    if quotes_rise:
        place = bisect_right(quotes_keys, part)
        if place > 0:
            a_found, b_found = quotes[place - 1]
            price = b_found
    else:
        for a, b in quotes:
            if a > part:
                break
            price = b
    seen.append(price)
# %% the last quote before, without an end
from bisect import bisect_left
from itertools import pairwise
seen = []
quotes_keys = [a for a, b in quotes]
quotes_rise = len(quotes_keys) > 1 and all(low <= high for low, high in pairwise(quotes_keys))
for part in whole:
    price = 0.0
    if quotes_rise:
        place = bisect_left(quotes_keys, part)
        if place > 0:
            a_found, b_found = quotes[place - 1]
            price = b_found
    else:
        for a, b in quotes:
            if a < part:
                price = b
    seen.append(price)
# %% totals of weights
from bisect import bisect_right
from itertools import pairwise
from itertools import accumulate
picked = [0] * len(weights)
weights_totals = list(accumulate(weights))
weights_rise = len(weights_totals) > 1 and all(low <= high for low, high in pairwise(weights_totals))
for part in values:
    if weights_rise:
        i_found = bisect_right(weights_totals, part)
        if i_found < len(weights):
            picked[i_found] += 1
    else:
        sub = 0
        for i, w in enumerate(weights):
            sub += w
            if part < sub:
                picked[i] += 1
                break
# %% totals of weights in pairs [function drawn]
from bisect import bisect_left
from itertools import pairwise
from itertools import accumulate

def drawn(values, limits):
    shares = [(limit, n) for n, limit in enumerate(limits)]
    found = []
    shares_totals = list(accumulate(limit for limit, n in shares))
    shares_rise = len(shares_totals) > 1 and all(low <= high for low, high in pairwise(shares_totals))
    for v in values:
        if shares_rise:
            place = bisect_left(shares_totals, v)
            if place < len(shares) and v == v:
                limit, n = shares[place]
                found.append(n)
            else:
                found.append(None)
        else:
            so_far = 0
            for limit, n in shares:
                so_far += limit
                if so_far >= v:
                    found.append(n)
                    break
            else:
                found.append(None)
    return found
# %% bounds that don't rise
from bisect import bisect_left
from itertools import pairwise
first = []
unsorted_rise = len(unsorted) > 1 and all(low <= high for low, high in pairwise(unsorted))
for part in values:
    place = -1
    if unsorted_rise:
        i_found = bisect_left(unsorted, part)
        if i_found < len(unsorted) and part == part:
            place = i_found
    else:
        for i, x in enumerate(unsorted):
            if x >= part:
                place = i
                break
    first.append(place)
# %% a name in a text, and what is left of it
from bisect import bisect_right
from itertools import pairwise
labels = {}
edges_rise = len(edges) > 1 and all(low <= high for low, high in pairwise(edges))
for part in whole:
    if edges_rise:
        i = bisect_right(edges, part) - 1
        if 0 <= i < len(edges) - 1:
            labels[f"bin {i}"] = part
        else:
            i = len(edges) - 2
    else:
        for i in range(len(edges) - 1):
            if edges[i] <= part and part < edges[i + 1]:
                labels[f"bin {i}"] = part
                break
# %% the variable is read afterwards [function placed]
from bisect import bisect_right
from itertools import pairwise

def placed(values, limits):
    found = []
    limits_rise = len(limits) > 1 and all(low <= high for low, high in pairwise(limits))
    for v in values:
        if limits_rise:
            i = bisect_right(limits, v)
            if not (i < len(limits)):
                i = len(limits) - 1
        else:
            for i in range(len(limits)):
                if v < limits[i]:
                    break
        if limits:
            found.append(i)
    return found
# %% a function that a loop calls [function levels]
from bisect import bisect_right
from itertools import pairwise

def level(limits, v):
    for i in range(len(limits) - 1, -1, -1):
        if limits[i] <= v:
            return i
    return None

def levels(values, limits):
    limits_rise = len(limits) > 1 and all(low <= high for low, high in pairwise(limits))
    def level_by_bisection(limits, v):
        if limits_rise:
            i = bisect_right(limits, v) - 1
            if i >= 0 and v == v:
                return i
        else:
            for i in range(len(limits) - 1, -1, -1):
                if limits[i] <= v:
                    return i
        return None


    return [level_by_bisection(limits, v) for v in values]
# %% names that a round gives [function named]
from bisect import bisect_right
from itertools import pairwise

def named(values, limits):
    found = []
    limits_rise = len(limits) > 1 and all(low <= high for low, high in pairwise(limits))
    for v in values:
        if limits_rise:
            i = bisect_right(limits, v, 1) - 1
            if i < len(limits) - 1 and limits[i] < v:
                low = limits[i]
                high = limits[i + 1]
                found.append((i, high - low))
        else:
            for i in range(len(limits) - 1):
                low = limits[i]
                high = limits[i + 1]
                if low < v:
                    if v < high:
                        found.append((i, high - low))
                        break
    return found
