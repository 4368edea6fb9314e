words = ["apple", "fig", "avocado", "banana", "cherry", "blueberry", "fig"]
sales = [{"city": "Oslo", "sum": 3}, {"city": "Rome", "sum": 4.5}, {"city": "Oslo", "sum": -0.0}]
CALLS = [
    ([{"city": "Oslo", "sum": 3}, {"city": "Rome", "sum": 4}, {"city": "Oslo", "sum": 1}],),
    ([{"city": "Oslo", "sum": 3}, {"city": "Oslo"}],),
    ([{"sum": 3}],),
    ([],),
]
# %% lists
groups = {}
for word in words:
    key = word[0]
    try:
        groups[key].append(word)
    except KeyError:
        groups[key] = [word]
# %% sums of parts, the first one set to zero, which raises where one is missing [function sums]
def sums(sales):
    found = {}
    for sale in sales:
        key = sale["city"]
        try:
            found[key] += sale["sum"]
        except KeyError:
            found[key] = 0
            found[key] += sale["sum"]
    return found
# %% lists and sets, made empty first, which raises where one is missing [function cities]
def cities(sales):
    found, seen = {}, {}
    found = {}
    seen = dict()
    for i, sale in enumerate(sales):
        c = sale["city"]
        if c not in found:
            found[c] = []
        found[c].append((i, sale["sum"]))
        # where it was seen
        try:
            seen[c].add(i)
        except KeyError:
            seen[c] = {i}
    return found, sorted(seen.items())
# %% the other way round
totals = {}
for i, word in enumerate(words):
    try:
        totals[word] += i
    except KeyError:
        totals[word] = i
