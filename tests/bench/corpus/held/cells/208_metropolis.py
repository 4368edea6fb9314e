"""Physics student samples a double well potential with Metropolis steps.

expect: nothing
about: every step hangs on the last one and on the stream of random numbers; only compiled code would help.
"""
# %% setup
import math
import numpy as np

rng = np.random.default_rng(13)

# %% cell
beta = 3.0
x = -1.0
ux = 0.0    # potential (x^2 - 1)^2
n_steps = 400_000
# drawn at once and as floats, scalars of numpy are slow
moves = rng.uniform(-0.6, 0.6, n_steps).tolist()
coins = rng.random(n_steps).tolist()
trace = []
accepted = 0
crossings = 0
for dx, u in zip(moves, coins):
    y = x + dx
    w = y * y - 1.0
    uy = w * w
    if uy <= ux or u < math.exp(beta * (ux - uy)):
        if x * y < 0:
            crossings += 1
        x, ux = y, uy
        accepted += 1
    trace.append(x)

print("accepted", accepted / n_steps, "crossings", crossings)
print("mean", sum(trace) / n_steps)
