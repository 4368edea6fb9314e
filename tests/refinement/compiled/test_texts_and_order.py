"""Texts that are made of characters, floats in order, and functions within functions."""

from __future__ import annotations

from typing import Any

import pytest
from compiled_and_not import both, outcome

LONGEST = """
def longest(s):
    if len(s) < 2:
        return s
    best = ""
    for i in range(len(s)):
        for j in range(i, len(s)):
            t = s[i:j+1]
            if t == t[::-1] and len(t) > len(best):
                best = t
    return best
"""
ROTATED = """
def rotated(text, k):
    out = []
    for ch in text:
        if ch.isupper():
            out.append(chr((ord(ch) - 65 + k) % 26 + 65))
        elif ch.islower():
            out.append(chr((ord(ch) - ord("a") + k) % 26 + ord("a")))
        elif ch == " ":
            out.append("_")
        else:
            out.append(ch)
    return "".join(out)
"""
BACKWARDS = """
def backwards(text):
    cs = list(text)
    i, j = 0, len(cs) - 1
    while i < j:
        cs[i], cs[j] = cs[j], cs[i]
        i += 1
        j -= 1
    return "".join(cs)
"""
VOWELS = """
def vowels(text):
    return "".join(c.upper() if c in "aeiou" else c for c in text if c != "x")
"""
MEDIANS = """
def medians(v, k):
    out = []
    for i in range(len(v) - k + 1):
        w = sorted(v[i:i+k])
        out.append(w[k // 2])
    return out
"""
RANKED = """
def ranked(v):
    w = []
    for x in v:
        if x > 0:
            w.append(x * 2)
    w.sort()
    s = 0.0
    for a in range(len(w)):
        s += w[a] * a
    return s
"""
WITHIN = """
W = 7
def within(xs, m):
    total = 0
    def weighed(x, y=2):
        return x * m + y * W
    for x in xs:
        total += weighed(x)
        m += 1
        total += weighed(x, 1)
    return total
"""
CLASH = """
W = [7, 8]
def h(x):
    t = 0
    for w in W:
        t += w * x
    return t
def clash(xs):
    W = 3
    t = 0
    for x in xs:
        t += h(x) + W
    return t
"""
BUMPED = """
def bumped(xs):
    def bump(i):
        xs[i] += 1
        return xs[i]
    t = 0
    for i in range(len(xs)):
        t += bump(i)
    return t
"""
PALINDROME = """
def palindrome(n):
    s = str(n)
    r = s[::-1]
    while r != s and len(s) < 12:
        n = n + int(r)
        s = str(n)
        r = s[::-1]
    return s
"""


@pytest.mark.parametrize(
    ("source", "entry", "calls", "others"),
    [
        (LONGEST, "longest", [("abcba",), ("xaax",)], [("",), ("é😀é",), ("a",), ([1],)]),
        (
            ROTATED,
            "rotated",
            [("Hello there", 3), ("ab Cd!", 5)],
            [("", 3), ("é😀é", 1), ("aZ", -100), ("a", 2**70)],
        ),
        (BACKWARDS, "backwards", [("Hello there",), ("ab Cd!",)], [("",), ("é😀é",)]),
        (VOWELS, "vowels", [("Hello there",), ("ab Cd!",)], [("",), ("é😀é",), ("xx",)]),
        (
            MEDIANS,
            "medians",
            [([1.0, 3.0, 2.0, 5.0], 3), ([1.5, 2.0], 2)],
            [
                ([float("nan"), 1.0, 2.0], 2),
                ([0.0, -0.0, 0.0], 2),
                ([], 2),
                ([1.0], 0),
                ([1.0, 2.0], 5),
                ([1, 2.0], 1),
            ],
        ),
        (
            RANKED,
            "ranked",
            [([1.0, 3.0, 2.0, 5.0],), ([1.5, 2.0],)],
            [([float("nan"), 1.0, 2.0],), ([],)],
        ),
        (WITHIN, "within", [([1, 2, 3], 2)], [([], 2), ([2**61], 5), ([1.5], 2), ([5], 2**62)]),
        (CLASH, "clash", [([1, 2, 3],), ([4, 5],)], [([],)]),
        (BUMPED, "bumped", [([1, 2, 3],), ([4, 5],)], [([],)]),
        (PALINDROME, "palindrome", [(87,), (123,)], [(10**14,), (-5,), (0,)]),
    ],
)
def test_a_compiled_function_gives_what_the_original_gives(
    source: str, entry: str, calls: list[Any], others: list[Any]
) -> None:
    original, compiled = both(source, entry, calls)

    for args in [*calls, *others]:
        assert outcome(compiled, args) == outcome(original, args), args
