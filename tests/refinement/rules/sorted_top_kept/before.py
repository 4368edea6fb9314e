scores = [(i * 37 % 101, f"p{i % 9}") for i in range(70)]
numbers = [i * 53 % 89 for i in range(70)]
words = [f"w{i * i % 31}" for i in range(40)]

# %% the best five so far
seen = []
cutoffs = []
for r in scores:
    seen.append(r)
    top = sorted(seen, key=lambda t: (-t[0], t[1]))[:5]  # best first
    cutoffs.append(top[-1][0])
# %% ties stay in order
seen = []
tops = []
for r in scores:
    seen.append(r)
    tops.append(sorted(seen, key=lambda t: t[0] % 3, reverse=True)[:4])
# %% the largest three
seen = []
totals = []
for i in range(len(numbers)):
    x = numbers[i]
    if x % 4:
        seen.append(x)
    totals.append(sum(sorted(seen)[-3:]))
# %% the second
seen = ["m", "a"]
second = []
for w in words:
    seen.append(w)
    second.append(sorted(seen)[1])
# %% the last, in a function
def records(values):
    so_far = []
    found = 0
    for value in values:
        so_far.append(value)
        if sorted(so_far)[-1] == value:
            found += 1
    return found


n = records(numbers)
