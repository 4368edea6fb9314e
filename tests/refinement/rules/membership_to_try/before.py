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
    if word[0] in groups:
        groups[word[0]].append(word)
    else:
        groups[word[0]] = [word]
# %% sums of parts, the first one set to zero, which raises where one is missing [function sums]
def sums(sales):
    found = {}
    for sale in sales:
        if sale["city"] not in found:
            found[sale["city"]] = 0
        found[sale["city"]] += sale["sum"]
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
        if c not in seen:
            seen[c] = set()
        seen[c].add(i)
    return found, sorted(seen.items())
# %% the other way round
totals = {}
for i, word in enumerate(words):
    if word not in totals:
        totals[word] = i
    else:
        totals[word] += i
