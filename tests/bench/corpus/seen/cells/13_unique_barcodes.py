"""Museum volunteer removes repeated barcodes, keeps the order.

expect: faster
about: 'not in' on a growing list
"""
# %% setup
import random

random.seed(13)
scans = [f"M-{random.randint(0, 5000):05d}" for _ in range(9000)]
# %% cell
unique = []
for code in scans:
    if code not in unique:
        unique.append(code)
print(len(unique), "of", len(scans))
