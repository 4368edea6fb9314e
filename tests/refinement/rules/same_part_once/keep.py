CALLS = [(6, [3, 4, 2, 1], [5, 6, 3, 2]), (0, [], []), (5, [1], [2])]
# %% what it reads changes in between [function moved]
def moved(room, weights, gains):
    a = weights + gains
    total = 0
    for i in range(1, len(a)):
        total += a[i - 1] + room
        a[i - 1] = total
        total += a[i - 1] + room
    return a, total
# %% the list by another name [function renamed]
def renamed(room, weights, gains):
    a = weights
    total = 0
    for i in range(1, len(a)):
        total += a[i - 1] + room
        weights[i - 1] = total
        total += a[i - 1] + room
    return a, total
# %% a row by another name [function row_by_row]
def row_by_row(room, weights, gains):
    grid = [[1] * 4 for _ in range(4)]
    row = grid[1]
    total = 0
    for j in range(1, 4):
        total += grid[1][j] + room
        row[j] = total
        total += grid[1][j] + room
    return grid, total
# %% the index changes [function stepped]
def stepped(room, weights, gains):
    a = weights + gains
    i, total = 1, 0
    while i < len(a):
        total += a[i - 1] + room
        i += 1
        total += a[i - 1] + room
    return total
# %% the first place may be passed by [function maybe]
def maybe(room, weights, gains):
    a = weights + gains
    found = []
    for i in range(len(a)):
        if i < room or a[i - 1] + i > 3:
            found.append(a[i - 1] + i)
    return found
# %% a chain behind an or [function chained]
def chained(room, weights, gains):
    a = weights + gains
    found = []
    for i in range(len(a)):
        if (i < room and a[i - 1] + i > 3) or i == 4:
            found.append(a[i - 1] + i)
    return found
# %% new lists, which both would share [function shared]
def shared(room, weights, gains):
    left, right = [], []
    pairs = [weights, gains]
    for i in range(2):
        if i < 9:
            one = pairs[i] + pairs[i]
            two = pairs[i] + pairs[i]
            one.append(i)
            left.append(one)
            right.append(two)
    return left, right
# %% a function that changes it [function changed]
def changed(room, weights, gains):
    a = weights + gains

    def bump(i):
        a[i] += 1
        return a[i]

    total = 0
    for i in range(1, len(a)):
        total += a[i - 1] + room
        total += bump(i - 1)
        total += a[i - 1] + room
    return total
# %% an index bound by an inner function [function bound]
def bound(room, weights, gains):
    at = 1

    def on():
        nonlocal at
        at += 1
        return at

    total = 0
    for _ in range(room):
        total += at * 3 + room
        total += on()
        total += at * 3 + room
    return total
# %% a call before it in the same statement [function popped]
def popped(room, weights, gains):
    a = weights + gains
    found = []
    while len(a) > 2:
        if a[0] + room > 0:
            found.append((a.pop(0), a[0] + room))
    return found
# %% twice only, a single look-up [function swapped]
def swapped(room, weights, gains):
    a = weights + gains
    for i in range(len(a)):
        for j in range(len(a)):
            if a[j] > a[i]:
                a[j], a[i] = a[i], a[j]
    return a
# %% another's own meaning [program]
class Table:
    def __getitem__(self, at):
        print("asked", at)
        return at


table = Table()
rows = [table, table]
for i in range(3):
    if rows[0][i] + i > 1:
        print(rows[0][i] + i)
# %% said again only where the loop ends [function first_fall]
def first_fall(room, weights, gains):
    for i in range(len(weights) - 1):
        if weights[i] * 2 > weights[i + 1] * 2 + room:
            room = weights[i + 1] * 2 + room
            break
    return room
