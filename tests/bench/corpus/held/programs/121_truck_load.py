"""A contest regular: the heaviest load of crates below the limit of a truck, many trucks.

expect: nothing
about: possible weights as bits of one big integer, shifted for each crate
"""

# %% program
import sys


def main():
    lines = sys.stdin.read().split("\n")
    trucks = int(lines[0])
    out = []
    for k in range(1, trucks + 1):
        limit, *crates = map(int, lines[k].split())
        mask = (1 << (limit + 1)) - 1
        bits = 1
        for c in crates:
            bits |= bits << c & mask
        best = bits.bit_length() - 1
        out.append(f"{best} {limit - best} {bits.bit_count()}")
    print("\n".join(out))


main()

# %% inputs
import random

r = random.Random(57)


def trucks(n, crates, top):
    lines = [str(n)]
    for _ in range(n):
        limit = r.randint(top, top * crates // 3 + top)
        lines.append(" ".join(map(str, [limit] + [r.randint(1, top) for _ in range(crates)])))
    return "\n".join(lines) + "\n"


INPUTS = [trucks(2, 3, 9), trucks(1, 0, 5), trucks(10, 20, 50), trucks(60, 600, 5000)]
