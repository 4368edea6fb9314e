"""Compression lecture: move-to-front codes of a text over its own small alphabet, then a checksum of the codes.

expect: nothing
about: index, pop and insert(0) on a list look slow, but the list is the alphabet (about thirty characters) and its order is the point
"""
# %% program
import sys


def encode(text, table):
    codes = []
    emit = codes.append
    index = table.index
    pop = table.pop
    insert = table.insert
    for c in text:
        i = index(c)
        emit(i)
        if i:
            pop(i)
            insert(0, c)
    return codes


def main():
    text = sys.stdin.read()
    table = sorted(set(text))
    codes = encode(text, table)
    print(len(table), sum(codes), codes.count(0))
    print(' '.join(map(str, codes[-40:])))


main()
# %% inputs
import random

rng = random.Random(4343)


def make(n):
    out = []
    for _ in range(n):
        out.append("".join(rng.choice("eeeetaoinshrdluäöü") for _ in range(rng.randint(1, 9))) + rng.choice(["", "", ",", "\n"]))
    return " ".join(out) + "\n"


INPUTS = ["banana\n", make(300), make(210000)]
