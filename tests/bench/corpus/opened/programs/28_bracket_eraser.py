"""Compiler course: erase matching neighbours (), [], {} until nothing changes; print what is left and how many pairs were erased.

expect: faster
about: the whole text is copied with replace again and again, one nesting level each; a stack does it in one pass
"""
# %% program
lines = int(input())
for _ in range(lines):
    s = input()
    pairs = 0
    while "()" in s or "[]" in s or "{}" in s:
        before = len(s)
        s = s.replace("()", "")
        s = s.replace("[]", "")
        s = s.replace("{}", "")
        pairs += (before - len(s)) // 2
    if s == "":
        print("clean", pairs)
    else:
        print(len(s), s[:30], pairs)
# %% inputs
import random

rng = random.Random(2828)
KINDS = ["()", "[]", "{}"]


def nest(n, broken):
    left, right = [], []
    for _ in range(n):
        k = rng.choice(KINDS)
        left.append(k[0])
        right.append(k[1])
        if rng.random() < 0.2:
            left.append(rng.choice(KINDS))
    s = left + right[::-1]
    if broken:
        s.insert(rng.randrange(len(s)), "(")
    return "".join(s)


INPUTS = [
    "3\n()[]\n([)]\n{[()]}\n",
    "4\n" + "\n".join(nest(60, i == 2) for i in range(4)) + "\n",
    "8\n" + "\n".join(nest(2100 + 200 * i, i % 3 == 1) for i in range(8)) + "\n",
]
