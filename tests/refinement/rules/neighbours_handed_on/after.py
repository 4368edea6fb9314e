SQUARE = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]
CALLS = [(SQUARE,), ([],), ([(1.0, 2.0)],), ([(0.0, 0.0), (3.0, 1.0)],)]
STDIN = ["3 1 4 1 5\n", "7\n", "\n"]
# %% a ring, unpacked [function area]
def area(corners):
    twice = 0.0
    if corners:
        x1, y1 = corners[0]
    for x2, y2 in corners[1:] + corners[:1]:
        twice += x1 * y2 - x2 * y1
        x1, y1 = x2, y2
    return abs(twice) / 2
# %% the last place carried along [function inside]
def inside(corners, x=1.0, y=0.5):
    result = False
    if corners:
        xj, yj = corners[-1]
    for xi, yi in corners:
        if (yi > y) != (yj > y) and x < (xj - xi) * (y - yi) / (yj - yi) + xi:
            result = not result
        xj, yj = xi, yi
    return result
# %% the one before, which goes round by itself [function doubled]
def doubled(corners):
    total = 0.0
    if corners:
        previous_corner = corners[-1]
    for corner in corners:
        total += (corner[0] - previous_corner[0]) * (corner[1] + previous_corner[1])
        previous_corner = corner
    return total
# %% a path that ends [function length]
def length(track):
    total = 0.0
    if len(track) > 1:
        a = track[0]
    for b in track[1:]:
        total += abs(b[0] - a[0]) + abs(b[1] - a[1])
        a = b
    return total
# %% from the second on [function rises]
def rises(track):
    found = 0
    if len(track) > 1:
        previous_item = track[0]
    for item in track[1:]:
        if item[1] > previous_item[1]:
            found += 1
        previous_item = item
    return found
# %% three of them [function turns]
def turns(track):
    found = []
    if len(track) > 2:
        previous_item = track[0]
        item = track[1]
    for next_item in track[2:]:
        found.append((item[0] - previous_item[0]) * (next_item[1] - item[1]))
        previous_item, item = item, next_item
    return found
# %% the next place has a name [function sides]
def sides(corners):
    found = []
    n = len(corners)
    if corners:
        previous_corner = corners[0]
    for corner in corners[1:] + corners[:1]:
        found.append((previous_corner, corner))
        previous_corner = corner
    return found, n
# %% a program [program]
numbers = list(map(int, input().split()))
falls = 0
if len(numbers) > 1:
    previous_number = numbers[0]
for number in numbers[1:]:
    if number < previous_number:
        falls += 1
    previous_number = number
print(falls)
