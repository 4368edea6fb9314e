"""Fantasy league fan keeps the five best scores while results come in.

expect: faster
about: sort of the whole growing list per element to get the top five
"""
# %% setup
import random

random.seed(71)
results = [(random.randint(0, 100000), f"Spieler {i}") for i in range(2500)]
# %% cell
seen_results = []
cutoffs = []
for r in results:
    seen_results.append(r)
    top = sorted(seen_results, key=lambda t: (-t[0], t[1]))[:5]
    cutoffs.append(top[-1][0])
print(top[0], cutoffs[-1])
