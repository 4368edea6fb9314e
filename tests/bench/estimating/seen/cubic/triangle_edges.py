"""Network researcher counts closed triples of friends in a dense group.

family: cubic
small: n = 15
"""
# %% setup
import random

n = 720
r = random.Random(156)
friends = {a: {b for b in range(n) if b != a and r.random() < 0.5} for a in range(n)}
# %% cell
people = sorted(friends)
triangles = 0
for i, a in enumerate(people):
    for j in range(i + 1, len(people)):
        b = people[j]
        if b not in friends[a]:
            continue
        for k in range(j + 1, len(people)):
            c = people[k]
            if c in friends[a] and c in friends[b]:
                triangles += 1
print(triangles)
