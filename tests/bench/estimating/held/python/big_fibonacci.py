"""Mathematician adds very long numbers.

family: python
small: n = 300
"""
# %% setup
n = 900_000
# %% cell
a, b = 0, 1
for _ in range(n):
    a, b = b, a + b
bits = a.bit_length()
