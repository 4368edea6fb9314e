CALLS = [([5, 3, 9, -1, 5, 2**70], 3), ([], 0), ([True, 4], 1)]
STDIN = ["3 4 5\n", "\n"]
# %% elements [function total]
def total(items, first):
    found = first
    found += sum(items)
    return found
# %% by place, rows in rows [function grid]
def grid(items, width):
    rows = [[i, width] for i in items]
    s = 0
    for r in range(len(rows)):
        row = rows[r]
        s += sum(row)
    return s
# %% a product [function product]
from math import prod

def product(items, first):
    p = 1
    p *= prod(items)
    return p * first
# %% lines [program]
values = list(map(int, input().split()))
total = 0
total += sum(values)
print(total)
