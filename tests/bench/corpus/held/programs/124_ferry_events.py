"""A contest regular simulates docks of a ferry port as events on a heap.

expect: nothing
about: two heaps and one pass over the sorted arrivals
"""

# %% program
import sys
from heapq import heapify, heappop, heapreplace


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    ships, docks = data[0], data[1]
    arrivals = sorted(zip(data[2 : 2 + 2 * ships : 2], data[3 : 3 + 2 * ships : 2]))
    free = [(0, d) for d in range(docks)]
    heapify(free)
    load = [0] * docks
    waited = longest = last = 0
    for at, minutes in arrivals:
        ready, dock = free[0]
        start = at
        if ready > at:
            wait = ready - at
            waited += wait
            if wait > longest:
                longest = wait
            start = ready
        heapreplace(free, (start + minutes, dock))
        load[dock] += minutes
    while free:
        last = heappop(free)[0]
    print(waited, longest, last)
    print(*load[:20])


main()

# %% inputs
import random

r = random.Random(50)


def port(ships, docks, span):
    rows = "".join(f"{r.randint(0, span)} {r.randint(5, 90)}\n" for _ in range(ships))
    return f"{ships} {docks}\n{rows}"


INPUTS = [port(4, 2, 60), port(0, 1, 1), port(1, 3, 9), port(300, 5, 3000), port(250000, 12, 1000000)]
