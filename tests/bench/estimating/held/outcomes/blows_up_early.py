"""Even a handful of items fills any memory.

family: outcomes
expect: refused
"""
# %% setup
import itertools

letters = list("abcdefghijklmnopqrstuvwxyz0123")
# %% cell
everything = [list(itertools.product(letters[:k], repeat=14)) for k in range(8, len(letters))]
count = sum(len(part) for part in everything)
