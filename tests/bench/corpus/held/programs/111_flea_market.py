"""A contest regular pairs sellers and buyers at a flea market so that most deals are made.

expect: nothing
about: reads all at once, sorts and walks with two pointers
"""

# %% program
import sys


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    n, m = data[0], data[1]
    asks = sorted(data[2 : 2 + n])
    bids = sorted(data[2 + n : 2 + n + m])
    deals = profit = 0
    k = 0
    for bid in bids:
        if k < n and asks[k] <= bid:
            profit += bid - asks[k]
            k += 1
            deals += 1
    print(deals, profit)


main()

# %% inputs
import random

r = random.Random(49)


def market(n, m):
    asks = " ".join(str(r.randint(1, 10**6)) for _ in range(n))
    bids = " ".join(str(r.randint(1, 10**6)) for _ in range(m))
    return f"{n} {m}\n{asks}\n{bids}\n"


INPUTS = [market(3, 3), market(0, 2), market(1, 1), market(500, 300), market(300000, 400000)]
