"""Puzzle club: letters are shifted by the line number, the whole line is mirrored, and words longer than 6 letters counted.

expect: faster
about: the result is built by putting each character in front of a growing string, and the alphabet is searched for every letter
"""
# %% program
alphabet = "abcdefghijklmnopqrstuvwxyz"
lines = int(input())
long_words = 0
for number in range(lines):
    text = input()
    result = ""
    for ch in text:
        if ch in alphabet:
            pos = alphabet.index(ch)
            ch = alphabet[(pos + number) % 26]
        result = ch + result
    for word in result.split():
        if len(word) > 6:
            long_words += 1
    print(result)
print(long_words)
# %% inputs
import random

rng = random.Random(909)
LET = "abcdefghijklmnopqrstuvwxyzéü,.  -ABC"


def make(n, length):
    return "\n".join([str(n)] + ["x" + "".join(rng.choice(LET + "     ") for _ in range(length)) for _ in range(n)]) + "\n"


INPUTS = [make(2, 12), make(15, 200), make(12, 30000)]
