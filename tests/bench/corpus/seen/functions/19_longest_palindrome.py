"""Bioinformatics student looks for the longest palindromic stretch in a sequence.

expect: faster
about: all substrings are cut out and reversed, cubic; expanding around centres is quadratic at worst
"""
# %% function
def is_palindrome(s):
    return s == s[::-1]


def longest_palindrome(seq):
    best = ""
    for i in range(len(seq)):
        for j in range(i + 1, len(seq) + 1):
            sub = seq[i:j]
            if is_palindrome(sub):
                if len(sub) > len(best):
                    best = sub
    return best

# %% calls
import random
_r = random.Random(19)


def _s(n, al="ACGT"):
    return "".join(_r.choice(al) for _ in range(n))


ENTRY = "longest_palindrome"
CALLS = [(_s(60),), (_s(250),), (_s(100) + "GATTACAACATTAG" + _s(120),), ("",), (_s(180, "AT"),)]
