CALLS = [([5, 3, 9, -1, 5, 2**70], 3), ([], 0), ([True, 4], 1)]
STDIN = ["3 4 5\n", "\n"]
# %% elements [function total]
def total(items, first):
    found = first
    for x in items:
        found += x
    return found
# %% by place, rows in rows [function grid]
def grid(items, width):
    rows = [[i, width] for i in items]
    s = 0
    for r in range(len(rows)):
        row = rows[r]
        for c in range(len(row)):
            s = s + row[c]
    return s
# %% a product [function product]
def product(items, first):
    p = 1
    for x in items:
        p = p * x
    return p * first
# %% lines [program]
values = list(map(int, input().split()))
total = 0
for v in values:
    total += v
print(total)
