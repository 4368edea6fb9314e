words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]

CALLS = [([3, 1, 2],), ([1],)]
# %% the least [function least]
def least(items):
    return sorted(items)[0], sorted(items, reverse=True)[0], sorted(items)[-1]
# %% some of the least
low = sorted(data)[:3]
high = sorted(data, key=lambda x: (-x, 1))[:2]
most = sorted(words, key=len, reverse=True)[:5]
# %% strings
first = sorted(words, reverse=True)[:4]
