words = ["apple", "fig", "avocado", "banana", "cherry", "blueberry", "fig"]
sales = [{"city": "Oslo", "sum": 3}, {"city": "Rome", "sum": 4.5}, {"city": "Oslo", "sum": -0.0}]
CALLS = [
    ([{"city": "Oslo", "sum": 3}, {"city": "Rome", "sum": 4}, {"city": "Oslo", "sum": 1}],),
    ([{"city": "Oslo", "sum": 3}, {"city": "Oslo"}],),
    ([{"sum": 3}],),
    ([],),
]
codes = [f"c{number}" for number in range(150)]
# %% not in a loop
groups = {}
word = words[0]
if word in groups:
    groups[word].append(1)
else:
    groups[word] = [1]
# %% not a plain dict
from collections import Counter
counts = Counter()
for word in words:
    if word in counts:
        counts[word] += 2
    else:
        counts[word] = 7
# %% an error would be taken for a missing key
lengths = {"apple": 5, "fig": 3}
found = {}
try:
    for word in words:
        if word in found:
            found[word] += lengths[word]
        else:
            found[word] = 0
except KeyError:
    pass
# %% an error would show
found = {}
try:
    for sale in sales:
        if sale["city"] not in found:
            found[sale["city"]] = []
        found[sale["city"]].append(sale["tax"])
except KeyError:
    pass
# %% the dict itself counts
found = {}
for word in words:
    if word not in found:
        found[word] = 0
    found[word] += len(found)
# %% another key
found = {"f": []}
for word in words:
    if word[0] not in found:
        found[word[0]] = []
    found["f"].append(word)
# %% it does more
found = {}
for word in words:
    if word in found:
        found[word] += 1
        print(word)
    else:
        found[word] = 1
# %% the key does something
left = list(words)
found = {}
while len(left) > 3:
    if left.pop() in found:
        found[left.pop()] += 1
    else:
        found[left.pop()] = 1
# %% a list
found = [0, 1, 2]
for i in range(3):
    if i in found:
        found[i] += 1
    else:
        found[i] = 1
# %% one of several conditions
found = {}
for word in words:
    if len(word) == 3:
        pass
    elif word in found:
        found[word] += 1
    else:
        found[word] = 1
# %% each key comes once
groups = {}
for place, code in enumerate(codes):
    if code in groups:
        groups[code].append(place)
    else:
        groups[code] = [place]
