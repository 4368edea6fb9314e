"""Simulation engineer runs a parameter sweep over a nested settings dict.

expect: faster
about: deepcopy of a large constant structure per turn where one value is read and one replaced
"""
# %% setup
import copy

settings = {"grid": {f"p{i}": list(range(12)) for i in range(60)}, "gain": 1.0, "mode": "fast"}

def response(cfg):
    return cfg["gain"] * 3 - cfg["grid"]["p7"][4]
# %% cell
curve = []
for k in range(400):
    cfg = copy.deepcopy(settings)
    cfg["gain"] = k / 100
    curve.append(response(cfg))
curve[-1]
