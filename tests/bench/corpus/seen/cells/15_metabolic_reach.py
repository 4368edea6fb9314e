"""Bioinformatician asks which compounds can be reached from glucose.

expect: faster
about: breadth first search that scans the whole edge list for every node, list.pop(0), visited list
"""
# %% setup
import random

random.seed(15)
compounds = [f"C{k:05d}" for k in range(1500)]
reactions = [(random.choice(compounds), random.choice(compounds), random.choice(["enz", "spont"]))
             for _ in range(3600)]
# %% cell
start = "C00007"
visited = [start]
todo = [start]
depth = {start: 0}
parents = {}
while len(todo) > 0:
    c = todo.pop(0)
    products = []
    for src, dst, how in reactions:
        if src == c:
            products.append(dst)
    for p in products:
        if p not in visited:
            visited.append(p)
            depth[p] = depth[c] + 1
            parents[p] = c
            todo.append(p)

print("reached", len(visited), "of", len(compounds))
print("deepest", max(depth.values()))
chain = [visited[-1]]
while chain[-1] in parents:
    chain.append(parents[chain[-1]])
" <- ".join(chain)
