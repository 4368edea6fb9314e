CALLS = [([5, 3, 9, -1, 5, 7], 3), ([], 2), ([1, 2, 2], 9)]
STDIN = ["c a b b\n", "x\n"]
# %% the cheapest [function cheapest]
def cheapest(fares, k):
    remaining = fares.copy()
    found = []
    for _ in range(k):
        if not remaining:
            break
        m = min(remaining)
        remaining.remove(m)
        found.append(m)
    return found
# %% all, from the greatest [function falling]
def falling(values, k):
    rest = list(values)
    out = []
    while len(rest) > 0:
        top = max(rest)
        out.append(top)
        rest.remove(top)
    return out
# %% words [program]
words = input().split()
left = [w for w in words]
while left:
    first = min(left)
    left.remove(first)
    print(first, len(left))
