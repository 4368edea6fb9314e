CALLS = [(8, [3, 4, 2], [5, 6, 3]), (0, [], []), (5, [1], [2])]
# %% a test and what follows from it [function fill]
def fill(room, weights, gains):
    best = [0] * (room + 1)
    taken = [[False] * (room + 1) for _ in weights]
    for i, w in enumerate(weights):
        for c in range(room, w - 1, -1):
            if best[c - w] + gains[i] > best[c]:
                best[c] = best[c - w] + gains[i]
                taken[i][c] = True
    return best, taken
# %% a while that looks back [function ordered]
def ordered(room, weights, gains):
    a = weights + gains + [room]
    for i in range(1, len(a)):
        key = a[i]
        j = i
        while j > 0 and a[j - 1] > key:
            a[j] = a[j - 1]
            j -= 1
        a[j] = key
    return a
# %% three times the same place [function spread]
def spread(room, weights, gains):
    a = list(weights)
    low, high, total = room, 0, 0
    for i in range(len(a) - 1):
        for j in range(i, len(a)):
            total += a[j]
            if a[j] < low:
                low = a[j]
            if a[j] > high:
                high = a[j]
    return low, high, total
# %% on both ways [function paths]
def paths(room, weights, gains):
    rows = [[1] * (room + 1) for _ in range(room + 1)]
    for i in range(1, room):
        for j in range(1, room):
            if rows[i - 1][j] > rows[i][j + 1]:
                rows[i][j] = rows[i - 1][j] * 2
            else:
                rows[i][j] = rows[i - 1][j] + rows[i][j + 1]
    return rows
