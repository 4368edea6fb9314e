CALLS = [(8, [3, 4, 2], [5, 6, 3]), (0, [], []), (5, [1], [2])]
# %% a test and what follows from it [function fill]
def fill(room, weights, gains):
    best = [0] * (room + 1)
    taken = [[False] * (room + 1) for _ in weights]
    for i, w in enumerate(weights):
        for c in range(room, w - 1, -1):
            if (value := best[c - w] + gains[i]) > best[c]:
                best[c] = value
                taken[i][c] = True
    return best, taken
# %% a while that looks back [function ordered]
def ordered(room, weights, gains):
    a = weights + gains + [room]
    for i in range(1, len(a)):
        key = a[i]
        j = i
        while j > 0 and (a_j_minus_1 := a[j - 1]) > key:
            a[j] = a_j_minus_1
            j -= 1
        a[j] = key
    return a
# %% three times the same place [function spread]
def spread(room, weights, gains):
    a = list(weights)
    low, high, total = room, 0, 0
    for i in range(len(a) - 1):
        for j in range(i, len(a)):
            total += (a_j := a[j])
            if a_j < low:
                low = a_j
            if a_j > high:
                high = a_j
    return low, high, total
# %% on both ways [function paths]
def paths(room, weights, gains):
    rows = [[1] * (room + 1) for _ in range(room + 1)]
    for i in range(1, room):
        for j in range(1, room):
            if (rows_i_minus_1_j := rows[i - 1][j]) > (rows_i_j_plus_1 := rows[i][j + 1]):
                rows[i][j] = rows_i_minus_1_j * 2
            else:
                rows[i][j] = rows_i_minus_1_j + rows_i_j_plus_1
    return rows
