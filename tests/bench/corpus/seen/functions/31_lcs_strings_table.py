"""Diff tool prototype: longest common subsequence that stores strings in the table.

expect: faster
about: each cell builds and copies a whole string; lengths plus a walk back are enough
"""
# %% function
def lcs(a, b):
    table = [["" for _ in range(len(b) + 1)] for _ in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                table[i][j] = table[i - 1][j - 1] + a[i - 1]
            elif len(table[i - 1][j]) >= len(table[i][j - 1]):
                table[i][j] = table[i - 1][j]
            else:
                table[i][j] = table[i][j - 1]
    return table[len(a)][len(b)]

# %% calls
import random
_r = random.Random(31)


def _s(n):
    return "".join(_r.choice("abcdé ") for _ in range(n))


ENTRY = "lcs"
CALLS = [(_s(20), _s(25)), (_s(120), _s(100)), (_s(250), _s(250)), ("", "x"), ("x" * 200, "x" * 150)]
