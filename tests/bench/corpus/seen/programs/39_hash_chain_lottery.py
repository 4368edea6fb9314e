"""Crypto course: a lottery ticket is the seed text hashed n times; print every k-th digest's first characters.

expect: nothing
about: each hash needs the one before, all time is in the library call
"""
# %% program
import hashlib


def chain(seed, n, k):
    sha = hashlib.sha256
    cur = seed.encode('utf-8')
    for start in range(0, n, k):
        for _ in range(k):
            cur = sha(cur).digest()
        yield cur.hex()[:12]


tickets = int(input())
for _ in range(tickets):
    seed, n, k = input().rsplit(' ', 2)
    for part in chain(seed, int(n), int(k)):
        print(part)
# %% inputs
INPUTS = [
    "1\nspring 2024 4 2\n",
    "2\nMünchen 300 100\nx 50 50\n",
    "3\nzürich lake 300000 20000\nNo. 5 200000 25000\nlast one 150000 50000\n",
]
