"""A search that takes its time however little it gets.

family: outcomes
expect: refused
"""
# %% setup
import random

r = random.Random(203)
weights = [r.random() for _ in range(40)]
# %% cell
state, best = weights[0], 0.0
for step in range(80_000_000):
    state = (state * 1.37 + weights[step % len(weights)]) % 1.0
    if state > best:
        best = state
