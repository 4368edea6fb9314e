"""Warehouse clerk compares two lists.

expect: faster
about: 'not in' against a long list inside a comprehension
"""
# %% setup
import random

random.seed(75)
expected = [f"PAL-{random.randint(0, 9000)}" for _ in range(4000)]
scanned = [f"PAL-{random.randint(0, 9000)}" for _ in range(4000)]
# %% cell
missing = [e for e in expected if e not in scanned]
surplus = [s for s in scanned if s not in expected]
both = len([e for e in expected if e in scanned])
print(len(missing), len(surplus), both)
