words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]

CALLS = [([3, 1, 2],), ([1],)]
# %% the least [function least]
def least(items):
    return min(items), max(items), max(items)
# %% some of the least
from heapq import nsmallest
from heapq import nlargest
low = nsmallest(3, data)
high = nsmallest(2, data, key=lambda x: (-x, 1))
most = nlargest(5, words, key=len)
# %% strings
from heapq import nlargest
first = nlargest(4, words)
