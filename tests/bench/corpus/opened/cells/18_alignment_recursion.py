"""Biology student scores a global alignment recursively.

expect: faster
about: exponential recursion on prefixes, memo would make it quadratic
"""
# %% setup
left = "GATTACAG"
right = "GCATGCTT"
# %% cell
GAP = -2

def score(i, j):
    if i == 0:
        return GAP * j
    if j == 0:
        return GAP * i
    same = 1 if left[i - 1] == right[j - 1] else -1
    return max(score(i - 1, j - 1) + same, score(i - 1, j) + GAP, score(i, j - 1) + GAP)

score(len(left), len(right))
