words = [f"w{i * i % 37}" for i in range(60)]
floats = [0.5, float("nan"), 2.0, 0.5, True, 1, 1.0]
begun = ["w4", "w0", "w4"]
CALLS = [([("a", 2), ("b", 3), ("a", 5)],), ([],), ([("x", -1)],)]
STDIN = ["4\nin apple 3\nout pear 2\nin apple 9\nin fig 1\n", "0\n", "1\nout x 2\n"]
# %% put there where it was missing
names = []
counts = []
for w in words:
    if w not in names:
        names.append(w)  # new
        counts.append(0)
    counts[names.index(w)] += 1
# %% found, or put there
names = []
counts = []
for w in words:
    if w in names:
        place = names.index(w)
        counts[place] = counts[place] + 1
    else:
        names.append(w)
        counts.append(1)
# %% floats, among them NaN, in a list that has some already
places = []
seen = [2.0, 2.0]
for x in floats:
    if x not in seen:
        seen.append(x)
    places.append(seen.index(x))
# %% what is searched may be missing
codes = list(begun)
places = []
for i, w in enumerate(words):
    if i % 2 == 0:
        codes.append(w)
    try:
        places.append(codes.index(w))
    except ValueError:
        places.append(-1)
# %% a variable of its own in a comprehension
codes = list(words)
places = []
for w in words:
    if w not in codes:
        codes.append(w)
    places.append([codes.index(w) for w in begun if w in words])
# %% in a function, with what is worked out anew [function totals]
def totals(entries):
    labels = []
    sums = []
    for name, amount in entries:
        label = name.upper()
        if label not in labels:
            labels.append(name.upper())
            sums.append(0)
        sums[labels.index(label)] += amount
    return dict(zip(labels, sums))
# %% a stock [program]
n = int(input())
names = []
amounts = []
for _ in range(n):
    action, name, amount = input().split()
    if name not in names:
        names.append(name)
        amounts.append(0)
    k = names.index(name)
    if action == "in":
        amounts[k] += int(amount)
    else:
        amounts[k] -= int(amount)
for name, amount in zip(names, amounts):
    print(name, amount)
