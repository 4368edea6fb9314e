have = [3, 1, 3, 2, 9, 1, 3]
need = [3, 3, 4, 1, 2, 2]
orders = [{"sku": "a"}, {"sku": "b"}, {"sku": "a"}, {"sku": "c"}]
shelf = ["a", "c", "a", "a", "d"]
CALLS = [("listen", "silent"), ("ab", "abc"), ("", ""), ("aab", "abb")]
# %% what is missing, and what is left
from collections import Counter
pool = list(have)
missing = []
pool_counts = Counter(pool)
for x in need:
    if pool_counts[x]:
        pool_counts[x] -= 1
    else:
        missing.append(x)
pool_kept = []
for pool_item in reversed(pool):
    if pool_counts[pool_item]:
        pool_counts[pool_item] -= 1
        pool_kept.append(pool_item)
pool[:] = reversed(pool_kept)
# %% the other way round, on the list itself
from collections import Counter
missing = 0
shelf_counts = Counter(shelf)
for part in orders:
    if not shelf_counts[part["sku"]]:
        missing += 1
    else:
        shelf_counts[part["sku"]] -= 1
shelf_kept = []
for shelf_item in reversed(shelf):
    if shelf_counts[shelf_item]:
        shelf_counts[shelf_item] -= 1
        shelf_kept.append(shelf_item)
shelf[:] = reversed(shelf_kept)
# %% the same letters [function same]
from collections import Counter

def same(a, b):
    letters = list(b)
    letters_counts = Counter(letters)
    for ch in a:
        if not letters_counts[ch]:
            return False
        else:
            letters_counts[ch] -= 1
    letters_kept = []
    for letters_item in reversed(letters):
        if letters_counts[letters_item]:
            letters_counts[letters_item] -= 1
            letters_kept.append(letters_item)
    letters[:] = reversed(letters_kept)
    return len(letters) == 0
# %% nothing is left to look at [function shared]
from collections import Counter

def shared(a, b):
    letters = list(b)
    found = []
    letters_counts = Counter(letters)
    for ch in a:
        if letters_counts[ch]:
            found.append(ch)
            letters_counts[ch] -= 1
    return found
