"""A generator can be read only once.

family: outcomes
expect: refused
"""
# %% setup
stream = (i * i for i in range(20_000_000))
# %% cell
total = sum(stream)
