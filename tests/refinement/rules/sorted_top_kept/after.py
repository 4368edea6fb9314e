scores = [(i * 37 % 101, f"p{i % 9}") for i in range(70)]
numbers = [i * 53 % 89 for i in range(70)]
words = [f"w{i * i % 31}" for i in range(40)]

# %% the best five so far
seen = []
cutoffs = []
seen_top = []
for r in scores:
    seen.append(r)
    seen_top.append(seen[-1])
    seen_top = sorted(seen_top, key=lambda t: (-t[0], t[1]))[:5]
    top = seen_top[:]  # best first
    cutoffs.append(top[-1][0])
# %% ties stay in order
seen = []
tops = []
seen_top = []
for r in scores:
    seen.append(r)
    seen_top.append(seen[-1])
    seen_top = sorted(seen_top, key=lambda t: t[0] % 3, reverse=True)[:4]
    tops.append(seen_top[:])
# %% the largest three
seen = []
totals = []
seen_top = []
for i in range(len(numbers)):
    x = numbers[i]
    if x % 4:
        seen.append(x)
        seen_top.append(seen[-1])
    seen_top = sorted(seen_top)[-3:]
    totals.append(sum(seen_top[:]))
# %% the second
seen = ["m", "a"]
second = []
seen_top = list(seen)
for w in words:
    seen.append(w)
    seen_top.append(seen[-1])
    seen_top = sorted(seen_top)[:2]
    second.append(seen_top[1])
# %% the last, in a function
def records(values):
    so_far = []
    found = 0
    so_far_top = []
    for value in values:
        so_far.append(value)
        so_far_top.append(so_far[-1])
        so_far_top = sorted(so_far_top)[-1:]
        if so_far_top[-1] == value:
            found += 1
    return found


n = records(numbers)
