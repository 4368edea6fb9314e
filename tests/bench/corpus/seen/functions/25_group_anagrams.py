"""Word-game helper: puts anagrams together.

expect: faster
about: every word is compared with the first word of every group by sorting both again; a dict keyed by the sorted letters does it in one pass
"""
# %% function
def is_anagram(w1, w2):
    return sorted(w1.lower()) == sorted(w2.lower())


def group_anagrams(words):
    groups = []
    for word in words:
        placed = False
        for g in groups:
            if is_anagram(g[0], word):
                g.append(word)
                placed = True
                break
        if not placed:
            groups.append([word])
    return groups

# %% calls
import random
_r = random.Random(25)


def _w(n, k):
    return ["".join(_r.choice("aeilnrst") for _ in range(k)) for _ in range(n)]


ENTRY = "group_anagrams"
CALLS = [(_w(40, 4),), (_w(200, 4),), (_w(120, 6),), (["Listen", "Silent", "Öl", "lö"],), (_w(250, 3),)]
