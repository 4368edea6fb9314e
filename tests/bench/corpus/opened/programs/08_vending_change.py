"""A physicist's toy: fewest coins to give back for odd coin systems, -1 when impossible; one amount per line.

expect: faster
about: top-down recursion without memory, every amount starts over; dynamic programming
"""
# %% program
import sys

INF = float('inf')


def fewest(coins, amount):
    if amount == 0:
        return 0
    best = INF
    for c in coins:
        if c <= amount:
            r = fewest(coins, amount - c) + 1
            if r < best:
                best = r
    return best


data = sys.stdin.read().split('\n')
coins = tuple(int(c) for c in data[0].split())
for row in data[1:]:
    if row.strip() == '':
        continue
    a = int(row)
    f = fewest(coins, a)
    print(a, '->', -1 if f == INF else f)
# %% inputs
INPUTS = [
    "2 5\n3\n4\n11\n",
    "3 7 8\n20\n25\n1\n30\n",
    "4 7 9 15\n" + "\n".join(str(a) for a in range(38, 71)) + "\n",
]
