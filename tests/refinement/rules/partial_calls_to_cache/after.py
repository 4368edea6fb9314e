HEIGHTS = [[5, 4, 6], [3, 1, 2], [9, 8, 1]]
TABLE = [("a", "b", 4), ("b", "c", 2), ("a", "c", 5)]
CALLS = [(HEIGHTS,), ([],), ([[1]],), ([[2, 2], [2, 1]],)]
STDIN = ["5 4 6\n3 1 2\n", "1\n"]
# %% the lowest around [function sinks]
from functools import cache, partial

def lowest(heights, r, c):
    best = None
    for y in (r - 1, r, r + 1):
        for x in (c - 1, c, c + 1):
            if 0 <= y < len(heights) and 0 <= x < len(heights[y]):
                if heights[y][x] < heights[r][c]:
                    if best is None or heights[y][x] < heights[best[0]][best[1]]:
                        best = (y, x)
    return best


def sinks(heights):
    visits = [[0 for _ in row] for row in heights]
    lowest_cached = cache(partial(lowest, heights))
    for r in range(len(heights)):
        for c in range(len(heights[r])):
            place = (r, c)
            while True:
                visits[place[0]][place[1]] += 1
                following = lowest_cached(place[0], place[1])
                if following is None:
                    break
                place = following
    return visits
# %% the table comes last, and what is found is gone through
from functools import cache, partial

def reached(town, table):
    found = []
    for start, end, _ in table:
        if start == town:
            found.append(end)
    return found


seen = []
reached_cached = cache(partial(reached, table=TABLE))
for start in "abcab":
    todo = [start]
    while todo:
        town = todo.pop()
        for end in reached_cached(town):
            seen.append(end)
            todo.append(end)
# %% in a program [program]
from functools import cache, partial

def around(rows, at):
    total = 0
    for row in rows:
        total += row[at % len(row)]
    return total


rows = []
line = input()
while line:
    rows.append([int(word) for word in line.split()])
    try:
        line = input()
    except EOFError:
        break
around_cached = cache(partial(around, rows))
for first in range(3):
    for second in range(3):
        print(around_cached(first + second))
