CALLS = [([5, 3, 9, -1, 5, 7], 3), ([], 2), ([1, 2, 2], 9)]
STDIN = ["c a b b\n", "x\n"]
# %% the cheapest [function cheapest]
def cheapest(fares, k):
    remaining = fares.copy()
    found = []
    remaining.sort(reverse=True)
    for _ in range(k):
        if not remaining:
            break
        m = (remaining[-1] if remaining else min(remaining))
        remaining.pop()
        found.append(m)
    return found
# %% all, from the greatest [function falling]
def falling(values, k):
    rest = list(values)
    out = []
    rest.sort()
    while len(rest) > 0:
        top = (rest[-1] if rest else max(rest))
        out.append(top)
        rest.pop()
    return out
# %% words [program]
words = input().split()
left = [w for w in words]
left.sort(reverse=True)
while left:
    first = (left[-1] if left else min(left))
    left.pop()
    print(first, len(left))
