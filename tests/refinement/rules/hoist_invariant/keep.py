import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5],
        "rate": [0.1, 0.2, 0.3, 0.25, 0.05, 0.4],
        "qty": [1, 2, 3, 4, 5, 6],
        "name": ["a", "b", "c", "a", "b", "d"],
    }
)
num = df[["price", "rate", "qty"]].copy()
words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
mixed = [1, "a", None]
stream = iter(data)


def grow():
    data.append(100)


class Odd(list):
    def __iter__(self):
        self.append(1)
        return super().__iter__()


odd = Odd([1, 2])
# %% it changes in the loop
for x in list(data):
    data.append(max(data) + x)
# %% a function changes it
out = []
for x in range(3):
    out.append(max(data))
    grow()
# %% max is something else
max = lambda values: 0
out = [x / (max(data) + 1) for x in data]
# %% an iterator
out = [sum(stream) for _ in range(2)]
# %% elements that can't be compared
out = []
for x in range(2):
    try:
        out.append(max(mixed))
    except TypeError:
        out.append(None)
# %% the loop's own variable
rows = [[1, 2], [3]]
out = [max(row) for row in rows]
# %% a new list each time
out = [sorted(data) for _ in range(2)]
# %% once
scaled = max(data)
# %% the iterable, which is asked once
out = [x for x in sorted(data)]
for x in sorted(data):
    out.append(x)
# %% another name for it
other = data
out = []
for x in range(3):
    out.append(sum(data))
    other.append(x)
# %% a class of its own
out = [sum(odd) for _ in range(2)]
# %% handed on to who knows what
import heapq

out = []
for x in range(3):
    out.append(max(data))
    heapq.heappop(data)
