"""Market trader: which total weights can be made from a set of stones? Count them and answer questions.

expect: nothing
about: all subset sums at once in one big integer, shifted and or-ed; each shift is one C-level pass
"""
# %% program
import sys


def main():
    stones = list(map(int, sys.stdin.readline().split()))
    asked = list(map(int, sys.stdin.readline().split()))
    reach = 1
    for s in stones:
        reach |= reach << s
    print(reach.bit_count())
    bits = bin(reach)[:1:-1]
    size = len(bits)
    print(''.join(['Y' if a < size and bits[a] == '1' else 'N' for a in asked]))


main()
# %% inputs
import random

rng = random.Random(4747)


def make(n, top, q):
    st = sorted(rng.randint(top // 3 + 1, top) for _ in range(n))
    return " ".join(map(str, st)) + "\n" + " ".join(str(rng.randint(0, sum(st) + 5)) for _ in range(q)) + "\n"


INPUTS = ["3 5\n0 1 3 5 8 9\n", make(40, 90, 50), make(1200, 9000, 400)]
