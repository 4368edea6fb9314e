CALLS = [(["listen", "Silent", "", "tin", "nit", "", "enlist"],), ([],), (["a"],)]
STDIN = ["5\n3 1 3 3 1\n", "0\n\n"]
# %% letters in order, by a helper, with a flag [function anagrams]
def same(one, other):
    return sorted(one.lower()) == sorted(other.lower())

def anagrams(words):
    groups = []
    groups_by_key = {}
    for word in words:
        key = tuple(sorted(word.lower()))
        if key in groups_by_key:
            groups_by_key[key].append(word)
        else:
            groups_by_key[key] = [word]
            groups.append(groups_by_key[key])
    return groups
# %% the same set of letters, in a loop by place [function alike]
def alike(words):
    found = []
    found_by_key = {}
    for i in range(len(words)):
        w = words[i]
        # is it the same?
        key = frozenset(set(w))
        if key in found_by_key:
            found_by_key[key].append(w)
        else:
            found_by_key[key] = [w]
            found.append(found_by_key[key])
    return len(found), found
# %% lengths, and a text made of letters [function shapes]
def shapes(words):
    kept = []
    kept_by_key = {}
    for w in words:
        w = w.strip()
        key = ''.join(sorted(w.replace('-', '')))
        if key in kept_by_key:
            kept_by_key[key].append(w)
        else:
            kept_by_key[key] = [w]
            kept.append(kept_by_key[key])
    return kept
# %% numbers [program]
n = int(input())
piles = []
piles_by_key = {}
for x in map(int, input().split()):
    key = x
    if key in piles_by_key:
        piles_by_key[key].append(x)
    else:
        piles_by_key[key] = [x]
        piles.append(piles_by_key[key])
print(piles)
