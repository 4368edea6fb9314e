"""Backup admin sums up a nested tree of folders.

expect: nothing
about: recursion, but no subtree occurs twice and dicts are not hashable, so a memo has nothing to remember
"""
# %% setup
import random

random.seed(100)
def grow(depth):
    node = {}
    for i in range(random.randint(2, 5)):
        if depth and random.random() < .8:
            node[f"d{i}"] = grow(depth - 1)
        else:
            node[f"Datei{i}.txt"] = random.randint(1, 10**6)
    return node
tree = {f"host{i}": grow(8) for i in range(20)}
# %% cell
biggest = []

def total(node, path=""):
    size = 0
    for name, child in node.items():
        size += total(child, path + "/" + name) if isinstance(child, dict) else child
    if size > 30_000_000:
        biggest.append((size, path))
    return size

overall = total(tree)
print(overall, len(biggest))
biggest[:2]
