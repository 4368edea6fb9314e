STDIN = ["a b c\nc d a a\n", "\n\n"]
words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
# %% in a loop
kept = []
for w in words:
    if w not in stop:  # common words
        kept.append(w)
# %% in a comprehension
kept = [w for w in words if w in stop]
# %% in a function
def keep(items, banned):
    found = []
    for item in items:
        if item in banned:
            continue
        found.append(item)
    return found


kept = keep(words, stop)
# %% outermost loop
n = 0
for a in words:
    for b in words:
        if a + b in stop or b in stop:
            n += 1
# %% counted by sum
n = sum(1 for w in words if w in stop)
# %% elif
n = m = 0
for w in words:
    if w == "w1":
        n += 1
    elif w in stop:
        m += 1
# %% a list made in the source [program]
import sys

known = sys.stdin.readline().split()
n = 0
for word in sys.stdin.readline().split():
    n += word in known
print(n)
# %% in a while loop
i = 0
while i < len(words) and words[i] not in stop:
    i += 1
# %% the same list of many in each round
def unknown(groups, key, items):
    found = []
    for item in items:
        if item in groups[key]:
            continue
        found.append(item)
    return found


kept = unknown({"a": stop + ["w2"]}, "a", words), unknown({"a": words + ["w2"]}, "c", [])
# %% the list that the loop goes through
def between(links, start):
    found = []
    for one in links[start]:
        for other in links[one]:
            if other == start:
                continue
            if other not in links[start]:
                found.append(other)
    return found


kept = between({w: stop + ["w1"] for w in words + stop}, "w1")
# %% a list that an earlier loop fills [program]
kept = []
for word in input().split():
    kept.append(word)
for word in input().split():
    print(word in kept)
