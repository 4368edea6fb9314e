have = [3, 1, 3, 2, 9, 1, 3]
need = [3, 3, 4, 1, 2, 2]
orders = [{"sku": "a"}, {"sku": "b"}, {"sku": "a"}, {"sku": "c"}]
shelf = ["a", "c", "a", "a", "d"]
CALLS = [("listen", "silent"), ("ab", "abc"), ("", ""), ("aab", "abb")]
# %% what is missing, and what is left
pool = list(have)
missing = []
for x in need:
    if x in pool:
        pool.remove(x)
    else:
        missing.append(x)
# %% the other way round, on the list itself
missing = 0
for part in orders:
    if part["sku"] not in shelf:
        missing += 1
    else:
        shelf.remove(part["sku"])
# %% the same letters [function same]
def same(a, b):
    letters = list(b)
    for ch in a:
        if ch not in letters:
            return False
        else:
            letters.remove(ch)
    return len(letters) == 0
# %% nothing is left to look at [function shared]
def shared(a, b):
    letters = list(b)
    found = []
    for ch in a:
        if ch in letters:
            found.append(ch)
            letters.remove(ch)
    return found
