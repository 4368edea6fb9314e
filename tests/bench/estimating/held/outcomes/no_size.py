"""Nothing that the cell reads has a size.

family: outcomes
expect: refused
"""
# %% setup
import itertools
# %% cell
longest = 0
for word in itertools.permutations("ABCDEFGHIJKL"):
    if word[0] < word[1] < word[2]:
        longest += 1
print(longest)
