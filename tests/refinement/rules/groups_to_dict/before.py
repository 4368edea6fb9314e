CALLS = [(["listen", "Silent", "", "tin", "nit", "", "enlist"],), ([],), (["a"],)]
STDIN = ["5\n3 1 3 3 1\n", "0\n\n"]
# %% letters in order, by a helper, with a flag [function anagrams]
def same(one, other):
    return sorted(one.lower()) == sorted(other.lower())

def anagrams(words):
    groups = []
    for word in words:
        placed = False
        for g in groups:
            if same(g[0], word):
                g.append(word)
                placed = True
                break
        if not placed:
            groups.append([word])
    return groups
# %% the same set of letters, in a loop by place [function alike]
def alike(words):
    found = []
    for i in range(len(words)):
        w = words[i]
        for one in found:
            # is it the same?
            if set(w) == set(one[0]):
                one.append(w)
                break
        else:
            found.append([w])
    return len(found), found
# %% lengths, and a text made of letters [function shapes]
def shapes(words):
    kept = []
    for w in words:
        w = w.strip()
        missing = True
        for k in kept:
            if "".join(sorted(k[0].replace("-", ""))) == "".join(sorted(w.replace("-", ""))):
                k.append(w)
                missing = False
                break
        if missing:
            kept.append([w])
    return kept
# %% numbers [program]
n = int(input())
piles = []
for x in map(int, input().split()):
    for pile in piles:
        if pile[0] == x:
            pile.append(x)
            break
    else:
        piles.append([x])
print(piles)
