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
# %% the list is compared with another
def count(xs, k):
    if xs == prices[:1] or not xs:
        return int(k == 0)
    return count(xs[1:], k) + count(xs[1:], k - xs[0])


found = count(prices, 9)
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
