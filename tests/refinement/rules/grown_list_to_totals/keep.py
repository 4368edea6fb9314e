prices = [5, 3, 9, 1, 5, 7, 2, 8, 4, 4, 6, 1, 3]
levels = [2.5, 0.5, 8.25, -1.0] * 3
# %% sums of floats
seen = []
sums = []
for level in levels:
    seen.append(level)
    sums.append(sum(seen))
# %% taken away as well
seen = []
sums = []
for price in prices:
    seen.append(price)
    if len(seen) > 3:
        seen.pop(0)
    sums.append(sum(seen))
# %% known by another name
seen = []
other = seen
sums = []
for price in prices:
    seen.append(price)
    other.append(1)
    sums.append(sum(seen))
# %% nothing is appended
best = []
for price in prices:
    best.append(max(prices))
# %% a start
seen = []
sums = []
for price in prices:
    seen.append(price)
    sums.append(sum(seen, 5))
# %% no loop
seen = [1]
seen.append(2)
total = sum(seen)
# %% an inner function changes it
def sums(items):
    seen = []
    found = []

    def twice(item):
        seen.append(item)
        return item * 2

    for item in items:
        seen.append(twice(item))
        found.append(sum(seen))
    return found


totals = sums(prices)
# %% so does a lambda
def highs(items):
    seen = []
    found = []
    put = lambda item: seen.append(item + 1)  # noqa: E731
    for item in items:
        seen.append(item)
        put(item)
        found.append(max(seen))
    return found


tops = highs(prices)
