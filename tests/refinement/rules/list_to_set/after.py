STDIN = ["a b c\nc d a a\n", "\n\n"]
words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
# %% in a loop
kept = []
stop_set = set(stop)
for w in words:
    if w not in stop_set:  # common words
        kept.append(w)
# %% in a comprehension
stop_set = set(stop)
kept = [w for w in words if w in stop_set]
# %% in a function
def keep(items, banned):
    found = []
    banned_set = set(banned)
    for item in items:
        if item in banned_set:
            continue
        found.append(item)
    return found


kept = keep(words, stop)
# %% outermost loop
n = 0
stop_set = set(stop)
for a in words:
    for b in words:
        if a + b in stop_set or b in stop_set:
            n += 1
# %% counted by sum
stop_set = set(stop)
n = sum(1 for w in words if w in stop_set)
# %% elif
n = m = 0
stop_set = set(stop)
for w in words:
    if w == "w1":
        n += 1
    elif w in stop_set:
        m += 1
# %% a list made in the source [program]
import sys

known = sys.stdin.readline().split()
n = 0
known_set = set(known)
for word in sys.stdin.readline().split():
    n += word in known_set
print(n)
# %% in a while loop
i = 0
stop_set = set(stop)
while i < len(words) and words[i] not in stop_set:
    i += 1
# %% the same list of many in each round
def unknown(groups, key, items):
    found = []
    groups_set = set(groups[key]) if len(items) else None
    for item in items:
        if item in groups_set:
            continue
        found.append(item)
    return found


kept = unknown({"a": stop + ["w2"]}, "a", words), unknown({"a": words + ["w2"]}, "c", [])
# %% the list that the loop goes through
def between(links, start):
    found = []
    links_set = set(links[start])
    for one in links[start]:
        for other in links[one]:
            if other == start:
                continue
            if other not in links_set:
                found.append(other)
    return found


kept = between({w: stop + ["w1"] for w in words + stop}, "w1")
# %% a list that an earlier loop fills [program]
kept = []
for word in input().split():
    kept.append(word)
kept_set = set(kept)
for word in input().split():
    print(word in kept_set)
