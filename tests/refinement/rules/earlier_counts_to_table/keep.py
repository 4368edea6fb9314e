CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([1],), ([2, 2, 2],)]
# %% the list changes [function changed]
def changed(xs):
    xs, found = list(xs), []
    for i in range(len(xs)):
        found.append(sum(1 for j in range(i) if xs[j] > xs[i]))
        xs[i] = i
    return found
# %% floats [function halves]
def halves(xs):
    xs = [x / 2 for x in xs]
    return [sum(1 for j in range(i) if xs[j] > xs[i]) for i in range(len(xs))]
# %% asked once [function last]
def last(xs):
    i = len(xs) - 1
    return sum(1 for j in range(i) if xs[j] > xs[i])
# %% another list [function other]
def other(xs):
    ys = xs[::-1]
    return [sum(1 for j in range(i) if ys[j] > xs[i]) for i in range(len(xs))]
# %% gone through later [function later]
def later(xs):
    xs = list(xs)
    counts = (sum(1 for j in range(i) if xs[j] > xs[i]) for i in range(len(xs)))
    xs.sort()
    return list(counts)
# %% other places [function others]
def others(xs):
    return [sum(1 for j in range(i + 2) if xs[j] > xs[i]) for i in range(len(xs) - 2)]
