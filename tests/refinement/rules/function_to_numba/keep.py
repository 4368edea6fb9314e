import random

CALLS = [([3, 1, 2, 5, 4, 9, 7], 3), (list(range(40, 0, -1)), 7), ([6], 1)]
# %% it prints [function show]
def show(values, width):
    for value in values:
        print(value)
    return width
# %% it draws random numbers [function draw]
def draw(values, width):
    total = 0
    for _ in range(width):
        total += random.random()
    return total
# %% the type of the result depends on the data [function best]
def best(values, width):
    found = 0
    for value in values:
        if value % 2:
            found = value / 2
    return found
# %% the type depends on the data in a list [function mixed]
def mixed(values, width):
    return [v / 2 if v % 2 else v for v in values]
# %% rows that are one list [function rows]
def rows(values, width):
    row = [0] * width
    out = []
    for value in values:
        row[0] = value
        out.append(row)
    return out
# %% it calls itself [function depth]
def depth(values, width):
    for _ in range(width):
        return depth(values, width - 1) + 1
    return 0
# %% a power in place [function powers]
def powers(values, width):
    total = 1
    for value in values:
        total **= value * width
    return total
# %% texts in a list [function texts]
def texts(values, width):
    found = []
    for value in values:
        text = str(value * width)
        if text != "10":
            found.append(text)
    return found
# %% a shift in place [function shifted]
def shifted(values, width):
    total = 0
    for value in values:
        total <<= value * width
    return total
# %% no loop [function plain]
def plain(values, width):
    return values[0] * width
# %% a dictionary [function counted]
def counted(values, width):
    found = {}
    for value in values:
        found[value] = found.get(value, 0) + width
    return found
# %% a name that may not be bound [function last]
def last(values, width):
    while width > 0:
        found = width
        width -= 1
    return found
# %% an exception that is caught [function tolerant]
def tolerant(values, width):
    total = 0
    for value in values:
        try:
            total += width // value
        except ZeroDivisionError:
            total -= 1
    return total
# %% a decorator [function cached]
import functools


@functools.lru_cache
def helper(n):
    return n


def cached(values, width):
    total = 0
    for value in values:
        total += helper(value)
    return total
# %% rounding to tens [function rounded]
def rounded(values, width):
    return [round(value / width, -1) for value in values]
# %% a list that grows while it is gone through [function growing]
def growing(values, width):
    out = [width]
    for value in out:
        if value > 0:
            out.append(value - 1)
    return out
# %% an input inside the result [function nested]
def nested(values, width):
    out = []
    for _ in range(width):
        out.append(values)
    return out
# %% numpy's truth values [function truth]
def truth(values, width):
    total = 0
    for value in values:
        total += helper_of_another_module(value)
    return total
# %% complex numbers have no order [function ordered]
def ordered(values, limit):
    n = 0
    for x in values:
        if x * 1j < limit:
            n += 1
    return n
# %% roots of complex numbers [function sizes]
def sizes(values, limit):
    total = 0.0
    for x in values:
        total += abs(complex(x, limit) ** 0.5)
    return total
# %% a number that is complex at one time and a float at another [function turned]
def turned(values, limit):
    z = 0.5
    for x in values:
        z = z * z + complex(x, limit)
    return abs(z)
