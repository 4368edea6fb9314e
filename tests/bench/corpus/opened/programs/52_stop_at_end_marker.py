"""Data engineer's line filter: signatures in hex, one per line until END, are checked against a public key and counted by tag; what follows END (often a broken transfer) is never looked at.

expect: nothing
about: converting the whole input in bulk would fail on the rubbish after the marker or on a broken line before it; nearly all time is in pow() with three arguments, each signature being different
"""
# %% program
import sys

MODULUS = (2 ** 521 - 1) * (2 ** 127 - 1)
EXPONENT = 65537


def numbers(stream):
    for line in iter(stream.readline, 'END\n'):
        if not line:
            return
        yield int(line, 16)


def main():
    tags = [0] * 16
    try:
        for s in numbers(sys.stdin):
            tags[pow(s, EXPONENT, MODULUS) & 15] += 1
    except ValueError as e:
        print('broken after', sum(tags), str(e)[-12:])
    print(sum(tags))
    print(*[f'{k}:{c}' for k, c in enumerate(tags) if c])


main()
# %% inputs
import random

rng = random.Random(5252)


def make(n, broken_at, tail):
    rows = [format(rng.getrandbits(640), "x") for _ in range(n)]
    if broken_at is not None:
        rows.insert(broken_at, "0xZZ ?")
    return "\n".join(rows) + "\n" + tail


INPUTS = [make(4, None, "END\n??\nnot hex\n"), make(50, 42, "END\n"), make(5, None, ""), make(26000, None, "END\n%% lost carrier\n")]
