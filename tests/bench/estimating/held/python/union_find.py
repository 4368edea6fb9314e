"""Network engineer finds connected parts of a network.

family: python
small: n = 300
"""
# %% setup
import random

n = 2_000_000
r = random.Random(161)
links = [(r.randrange(n), r.randrange(n)) for _ in range(n)]
nodes = list(range(n))
# %% cell
parent = {node: node for node in nodes}

def root(node):
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node

for a, b in links:
    ra, rb = root(a), root(b)
    if ra != rb:
        parent[ra] = rb
sizes = {}
for node in nodes:
    key = root(node)
    sizes[key] = sizes.get(key, 0) + 1
largest = max(sizes.values())
