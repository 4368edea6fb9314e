"""Pixel-art tool: run-length encoding of a row of colours.

expect: faster
about: inner while over characters and string concatenation; itertools.groupby or a regex with join do it quicker
"""
# %% function
def encode(row):
    encoded = ""
    i = 0
    while i < len(row):
        current = row[i]
        run = 0
        while i < len(row) and row[i] == current:
            run = run + 1
            i = i + 1
        encoded = encoded + str(run) + current
    return encoded


def encode_image(rows):
    out = []
    for r in range(len(rows)):
        out.append(encode(rows[r]))
    ratio = round(sum([len(o) for o in out]) / max(1, sum([len(x) for x in rows])), 4)
    return out, ratio

# %% calls
import random
_r = random.Random(85)


def _row(n, k):
    s = ""
    while len(s) < n:
        s += _r.choice("RGB░▓") * _r.randrange(1, k)
    return s[:n]


ENTRY = "encode_image"
CALLS = [([_row(20, 5) for _ in range(5)],), ([_row(200, 40) for _ in range(80)],), ([_row(1000, 300) for _ in range(25)],), ([],)]
