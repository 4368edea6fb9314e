words = [f"w{i * i % 37}" for i in range(60)]
floats = [0.5, float("nan"), 2.0, 0.5, True, 1, 1.0]
begun = ["w4", "w0", "w4"]
CALLS = [([("a", 2), ("b", 3), ("a", 5)],), ([],), ([("x", -1)],)]
STDIN = ["4\nin apple 3\nout pear 2\nin apple 9\nin fig 1\n", "0\n", "1\nout x 2\n"]
# %% put there where it was missing
names = []
counts = []
names_places = {}
for w in words:
    if w not in names_places:
        names.append(w)  # new
        names_places.setdefault(w, len(names) - 1)
        counts.append(0)
    counts[names_places[w]] += 1
# %% found, or put there
names = []
counts = []
names_places = {}
for w in words:
    if w in names_places:
        place = names_places[w]
        counts[place] = counts[place] + 1
    else:
        names.append(w)
        names_places.setdefault(w, len(names) - 1)
        counts.append(1)
# %% floats, among them NaN, in a list that has some already
places = []
seen = [2.0, 2.0]
seen_places = {item: i for i, item in reversed(list(enumerate(seen)))}
for x in floats:
    if x not in seen_places:
        seen.append(x)
        seen_places.setdefault(x, len(seen) - 1)
    places.append(seen_places[x])
# %% what is searched may be missing
codes = list(begun)
places = []
codes_places = {item: i_2 for i_2, item in reversed(list(enumerate(codes)))}
for i, w in enumerate(words):
    if i % 2 == 0:
        codes.append(w)
        codes_places.setdefault(w, len(codes) - 1)
    try:
        places.append((codes_places[w] if w in codes_places else codes.index(w)))
    except ValueError:
        places.append(-1)
# %% a variable of its own in a comprehension
codes = list(words)
places = []
codes_places = {item: i for i, item in reversed(list(enumerate(codes)))}
for w in words:
    if w not in codes_places:
        codes.append(w)
        codes_places.setdefault(w, len(codes) - 1)
    places.append([(codes_places[w] if w in codes_places else codes.index(w)) for w in begun if w in words])
# %% in a function, with what is worked out anew [function totals]
def totals(entries):
    labels = []
    sums = []
    labels_places = {}
    for name, amount in entries:
        label = name.upper()
        if label not in labels_places:
            labels.append(name.upper())
            labels_places.setdefault(labels[-1], len(labels) - 1)
            sums.append(0)
        sums[(labels_places[label] if label in labels_places else labels.index(label))] += amount
    return dict(zip(labels, sums))
# %% a stock [program]
n = int(input())
names = []
amounts = []
names_places = {}
for _ in range(n):
    action, name, amount = input().split()
    if name not in names_places:
        names.append(name)
        names_places.setdefault(name, len(names) - 1)
        amounts.append(0)
    k = names_places[name]
    if action == "in":
        amounts[k] += int(amount)
    else:
        amounts[k] -= int(amount)
for name, amount in zip(names, amounts):
    print(name, amount)
