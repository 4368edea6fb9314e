"""Operations researcher simulates machines with an event heap.

expect: nothing
about: already a heap; event order and tie breaks matter at each step
"""
# %% setup
import heapq
import random

random.seed(45)
jobs = [(random.randint(0, 40000), random.randint(1, 30), f"job{i}") for i in range(50000)]
jobs.sort()
# %% cell
machines = [(0, k) for k in range(12)]
heapq.heapify(machines)
waits = []
load = [0] * 12
for arrive, length, name in jobs:
    free, k = heapq.heappop(machines)
    begin = free if free > arrive else arrive
    waits.append(begin - arrive)
    load[k] += length
    heapq.heappush(machines, (begin + length, k))
print(max(waits), sum(waits), load)
