CALLS = [
    ([[1, 2, 3], [4, 5, 6], [7, -8, 9]], [(0, 0, 2, 2), (1, 1, 3, 3), (2, 0, 1, 3), (0, 2, 3, 2)]),
    ([[5]], [(0, 0, 1, 1)]),
    ([], []),
    ([[1, 2], [3, 4, 5]], [(0, 0, 2, 2), (1, 0, 2, 2)]),
]
STDIN = ["3 2\n.*.\n**.\n..*\n1 1 3 2\n2 2 2 2\n", "1 1\n*\n1 1 1 1\n"]
# %% nested loops [function asked]
from itertools import accumulate

def asked(field, questions):
    found = []
    field_totals = []
    if len(set(map(len, field))) == 1:
        field_totals.append([0] * (len(field[0]) + 1))
        for row in field:
            so_far = accumulate(row, initial=0)
            field_totals.append([above + cell for above, cell in zip(field_totals[-1], so_far)])
    for top, left, bottom, right in questions:
        total = 0
        if 0 <= top <= bottom < len(field_totals) and 0 <= left <= right < len(field_totals[0]):
            total += field_totals[bottom][right] - field_totals[top][right] - field_totals[bottom][left] + field_totals[top][left]
        else:
            for i in range(top, bottom):
                for j in range(left, right):
                    total += field[i][j]
        found.append(total)
    return found
# %% sums of rows [function rows]
from itertools import accumulate

def rows(field, questions):
    found = []
    field_totals = []
    if len(set(map(len, field))) == 1:
        field_totals.append([0] * (len(field[0]) + 1))
        for row_2 in field:
            so_far = accumulate(row_2, initial=0)
            field_totals.append([above + cell for above, cell in zip(field_totals[-1], so_far)])
    for top, left, bottom, right in questions:
        total = 1
        if 0 <= top <= bottom < len(field_totals) and 0 <= left <= right < len(field_totals[0]):
            total += field_totals[bottom][right] - field_totals[top][right] - field_totals[bottom][left] + field_totals[top][left]
        else:
            for i in range(top, bottom):
                total += sum(field[i][left:right])
        total += (field_totals[bottom][right] - field_totals[top][right] - field_totals[bottom][left] + field_totals[top][left] if 0 <= top <= bottom < len(field_totals) and 0 <= left <= right < len(field_totals[0]) else sum(sum(row[left:right]) for row in field[top:bottom]))
        found.append(total)
    return found
# %% squares of one size [function best]
from itertools import accumulate

def best(field, questions):
    most = None
    field_totals = []
    if len(set(map(len, field))) == 1:
        field_totals.append([0] * (len(field[0]) + 1))
        for row in field:
            so_far = accumulate(row, initial=0)
            field_totals.append([above + cell for above, cell in zip(field_totals[-1], so_far)])
    for k in range(1, 3):
        for y in range(len(field) - k + 1):
            for x in range(len(field[0]) - k + 1):
                s = (field_totals[k + y][k + x] - field_totals[y][k + x] - field_totals[k + y][x] + field_totals[y][x] if 0 <= y <= k + y < len(field_totals) and 0 <= x <= k + x < len(field_totals[0]) else sum(field[y + i][x + j] for i in range(k) for j in range(k)))
                if most is None or s > most:
                    most = s
    return most
# %% counted in a function that a loop calls [program]
from itertools import accumulate

def trees(y1, x1, y2, x2):
    count = 0
    for y in range(y1, y2 + 1):
        for x in range(x1, x2 + 1):
            if forest[y][x] == "*":
                count += 1
    return count


n, q = map(int, input().split())
forest = [input() for _ in range(n)]
forest_counts = []
if len(set(map(len, forest))) == 1:
    forest_counts.append([0] * (len(forest[0]) + 1))
    for row in forest:
        so_far = accumulate((cell == "*" for cell in row), initial=0)
        forest_counts.append([above + cell for above, cell in zip(forest_counts[-1], so_far)])
def trees_by_counts(y1, x1, y2, x2):
    count = 0
    if 0 <= y1 <= y2 + 1 < len(forest_counts) and 0 <= x1 <= x2 + 1 < len(forest_counts[0]):
        count += forest_counts[y2 + 1][x2 + 1] - forest_counts[y1][x2 + 1] - forest_counts[y2 + 1][x1] + forest_counts[y1][x1]
    else:
        for y in range(y1, y2 + 1):
            for x in range(x1, x2 + 1):
                if forest[y][x] == "*":
                    count += 1
    return count


for _ in range(q):
    y1, x1, y2, x2 = [int(v) - 1 for v in input().split()]
    print(trees_by_counts(y1, x1, y2, x2))
