"""Cryptography student tabulates letters of an intercepted text.

expect: faster
about: str.count / list.count over the whole text for every position
"""
# %% setup
import random

random.seed(51)
cipher = [random.choice("ETAOINSHRDLUÄÖÜß") for _ in range(4500)]
# %% cell
table = {}
for ch in cipher:
    table[ch] = cipher.count(ch) / len(cipher)
order = sorted(table, key=lambda c: -table[c])
print(order[:4], round(table[order[0]], 4))
