"""Student of network science finds acquaintances in common in a list of friendships.

expect: faster
about: neighbour lists rebuilt from the edge list and intersected as lists; sets built once.
"""
# %% setup
import random

random.seed(91)
names = [f"{f}{i}" for i in range(26) for f in ["Åse", "Jürgen", "Maria", "Tim", "Günay", "Eva"]]
edges = []
for _ in range(900):
    a, b = random.sample(names, 2)
    edges.append((a, b))

# %% cell
def friends(person):
    result = []
    for a, b in edges:
        if a == person and b not in result:
            result.append(b)
        if b == person and a not in result:
            result.append(a)
    return result

suggestions = []
for i, p in enumerate(names):
    mine = friends(p)
    for q in names[i + 1:]:
        if q in mine:
            continue
        theirs = friends(q)
        common = [x for x in mine if x in theirs]
        if len(common) >= 4:
            suggestions.append((len(common), p, q))

suggestions.sort(key=lambda s: (-s[0], s[1], s[2]))
degrees = sorted((len(friends(p)) for p in names), reverse=True)
clustering = {}
for p in names[:12]:
    fs = friends(p)
    links = 0
    for i in range(len(fs)):
        for j in range(i + 1, len(fs)):
            if (fs[i], fs[j]) in edges or (fs[j], fs[i]) in edges:
                links += 1
    possible = len(fs) * (len(fs) - 1) / 2
    clustering[p] = round(links / possible, 3) if possible else 0.0

print(len(suggestions), "pairs should meet; most friends:", degrees[:3])
print(suggestions[:4])
print(clustering)
