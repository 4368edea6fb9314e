"""The loop has no end, at no size.

family: outcomes
expect: refused
"""
# %% setup
backlog = list(range(100_000))
# %% cell
done = 0
while backlog:
    done += 1
