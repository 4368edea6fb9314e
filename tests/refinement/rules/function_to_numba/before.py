CALLS = [([3, 1, 2, 5, 4, 9, 7], 3), (list(range(40, 0, -1)), 7), ([6], 1)]
# %% windows and their sums [function sums]
def sums(values, width):
    """Sums of windows."""
    out = []
    for i in range(len(values) - width + 1):
        out.append(sum(values[i : i + width]))
    return out
# %% a table, tests of what grows, and a helper [function ways]
def larger(a, b):
    return a if a > b else b


def ways(values, width):
    table = [[0] * (width + 1) for _ in range(len(values) + 1)]
    for i in range(1, len(values) + 1):
        for j in range(width + 1):
            table[i][j] = table[i - 1][j]
            if j % values[i - 1] == 0:  # fits
                table[i][j] = larger(table[i][j], 2 * table[i - 1][j] + values[i - 1])
    return table[-1][-1]
# %% sorted in place [function arrange]
def arrange(values, width):
    for i in range(1, len(values)):
        key = values[i]
        j = i - 1
        while j >= 0 and values[j] > key:
            values[j + 1] = values[j]
            j -= 1
        values[j + 1] = key
    return values
# %% the type is certain once there was a round [function weigh]
def weigh(values, width):
    if width < 0:
        raise ValueError(f"{width} is negative")
    total = 0
    for i in range(width):
        total += i / (values[0] + i) ** 0.5
    if total > 1e6:
        return None
    return total
# %% Collatz [function longest]
def longest(values, width):
    most = 0
    for n in values:
        count = 0
        while n != 1 and count < 1000:
            if n % 2 == 0:
                n //= 2
            else:
                n = 3 * n + 1
            count += 1
        most = max(most, count)
    return most, width
# %% escape times, of numbers that become complex [function escapes]
def escapes(values, limit):
    out = []
    for y in values:
        for x in values:
            c = complex(x / 5 - 1, y / 5)
            z = 0
            n = 0
            while abs(z) <= 2 and n < limit:
                z = z ** 2 + c
                n += 1
            out.append(n)
    return out
# %% the last number of each row, which may hold none [function ends]
def ends(values, limit):
    out = []
    for x in values:
        for k in range(limit):
            if k * k > x:
                break
        out.append(k)
    return out
