SQUARE = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]
CALLS = [(SQUARE,), ([],), ([(1.0, 2.0)],), ([(0.0, 0.0), (3.0, 1.0)],)]
STDIN = ["3 1 4 1 5\n", "7\n", "\n"]
# %% a ring, unpacked [function area]
def area(corners):
    twice = 0.0
    n = len(corners)
    for i in range(n):
        x1, y1 = corners[i]
        x2, y2 = corners[(i + 1) % n]
        twice += x1 * y2 - x2 * y1
    return abs(twice) / 2
# %% the last place carried along [function inside]
def inside(corners, x=1.0, y=0.5):
    result = False
    n = len(corners)
    j = n - 1
    for i in range(n):
        xi, yi = corners[i]
        xj, yj = corners[j]
        if (yi > y) != (yj > y) and x < (xj - xi) * (y - yi) / (yj - yi) + xi:
            result = not result
        j = i
    return result
# %% the one before, which goes round by itself [function doubled]
def doubled(corners):
    total = 0.0
    for i in range(len(corners)):
        total += (corners[i][0] - corners[i - 1][0]) * (corners[i][1] + corners[i - 1][1])
    return total
# %% a path that ends [function length]
def length(track):
    total = 0.0
    for k in range(len(track) - 1):
        a = track[k]
        b = track[k + 1]
        total += abs(b[0] - a[0]) + abs(b[1] - a[1])
    return total
# %% from the second on [function rises]
def rises(track):
    found = 0
    for k in range(1, len(track)):
        if track[k][1] > track[k - 1][1]:
            found += 1
    return found
# %% three of them [function turns]
def turns(track):
    found = []
    for k in range(1, len(track) - 1):
        found.append((track[k][0] - track[k - 1][0]) * (track[k + 1][1] - track[k][1]))
    return found
# %% the next place has a name [function sides]
def sides(corners):
    found = []
    n = len(corners)
    for i in range(n):
        following = i + 1 if i < n - 1 else 0
        found.append((corners[i], corners[following]))
    return found, n
# %% a program [program]
numbers = list(map(int, input().split()))
falls = 0
for i in range(len(numbers) - 1):
    if numbers[i + 1] < numbers[i]:
        falls += 1
print(falls)
