"""Podcaster puts the play list into reverse order and prints a line.

expect: faster
about: list.insert(0, x) in a loop, index lookups by list.index
"""
# %% setup
import random

random.seed(14)
titles = [f"Episode {i}: {random.choice(['Tee', 'Café', 'Mate'])}" for i in range(6000)]
random.shuffle(titles)
# %% cell
timeline = []
for t in titles:
    timeline.insert(0, t)
positions = [timeline.index(t) for t in titles]
print(timeline[0], positions[:3])
