"""Driver tries every order of stops.

family: exponential
small: stops = 5
"""
# %% setup
import itertools
import random

stops = 10
r = random.Random(158)
places = [(r.random(), r.random()) for _ in range(stops)]
# %% cell
shortest, order = float("inf"), None
for tour in itertools.permutations(range(1, len(places))):
    length, at = 0.0, places[0]
    for k in tour:
        x, y = places[k]
        length += ((at[0] - x) ** 2 + (at[1] - y) ** 2) ** 0.5
        at = places[k]
    if length < shortest:
        shortest, order = length, tour
