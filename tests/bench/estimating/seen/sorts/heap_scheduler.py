"""Operator simulates a queue of jobs with priorities.

family: sorts
small: n = 300
"""
# %% setup
import heapq
import random

n = 3_000_000
r = random.Random(144)
jobs = [(r.random() * n, r.expovariate(1.0)) for _ in range(n)]
# %% cell
queue = []
for arrival, duration in jobs:
    heapq.heappush(queue, (arrival, duration))
clock, waited = 0.0, 0.0
while queue:
    arrival, duration = heapq.heappop(queue)
    clock = max(clock, arrival)
    waited += clock - arrival
    clock += duration
mean_wait = waited / len(jobs)
