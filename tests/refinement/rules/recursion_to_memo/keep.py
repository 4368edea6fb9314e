prices = [5, 3, 9, 1, 5, 7]
ratios = [0.5, 1.5, 2.0]
log = []
# %% an effect
def count(xs, k):
    log.append(k)
    if not xs:
        return int(k == 0)
    return count(xs[1:], k) + count(xs[1:], k - xs[0])


found = count(prices, 9)
# %% a list is returned
def subsets(xs):
    if not xs:
        return [[]]
    return subsets(xs[1:]) + [[xs[0]] + s for s in subsets(xs[1:])]


found = subsets(prices)
# %% floats
def count(xs, k):
    if not xs:
        return int(k == 0)
    return count(xs[1:], k) + count(xs[1:], k - xs[0])


found = count(ratios, 2.0)
# %% whole numbers become floats
def shrink(xs, n):
    if n < 1:
        return len(xs)
    return shrink(xs, n / 2) + shrink(xs, n - 2)


found = shrink(prices, 6)
# %% one call on each path
def search(xs, x, low, high):
    if low >= high:
        return low
    mid = (low + high) // 2
    if xs[mid] < x:
        return search(xs, x, mid + 1, high)
    return search(xs, x, low, mid)


found = search(sorted(prices), 5, 0, len(prices))
# %% the list is changed
def drain(xs, k):
    if k == 0 or not xs:
        return 0
    x = xs.pop()
    return x + drain(xs, k - 1) + drain(xs, k - 2)


found = drain(list(prices), 4)
# %% it rebinds a name of the function around it
def best(items):
    calls = 0

    def go(i):
        nonlocal calls
        calls += 1
        return 0 if i >= len(items) else max(go(i + 1), items[i] + go(i + 2))

    return go(0), calls


found = best(prices)
# %% a helper of the function around it
def best(items):
    def note(x):
        log.append(x)
        return x

    def go(i):
        return 0 if i >= len(items) else max(go(i + 1), note(items[i]) + go(i + 2))

    return go(0)


found = best(prices)
# %% a row is changed under another name
def spent(rows, k):
    row = rows[0]
    row[0] -= 1
    if k == 0:
        return row[0]
    return spent(rows[:1], k - 1) + spent(rows[:], k - 1)


found = spent([[3, 4], [1, 2]], 3)
# %% a helper changes a row
def taken(rows):
    row = rows[0]
    row.pop()
    return row


def spent(rows, k):
    if k == 0 or not rows[0]:
        return len(taken(rows))
    return spent(rows[:1], k - 1) + spent(rows[:], k - 1) + len(taken(rows))


found = spent([[3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4], [1, 2]], 2)
# %% rows of several kinds
def longest(rows):
    if not rows:
        return 0
    return max(len(rows[0]), longest(rows[1:]), longest(rows[2:]))


found = longest([[1, 2], (3,), "abc"])
