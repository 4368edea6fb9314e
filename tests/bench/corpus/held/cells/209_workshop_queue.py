"""Student of operations research simulates a bike workshop with three mechanics.

expect: nothing
about: event simulation with a heap, each event depends on those before; already the right structure.
"""
# %% setup
import heapq
import random

random.seed(17)
jobs = []
clock = 0.0
for i in range(60_000):
    clock += random.expovariate(1 / 8.0)
    jobs.append((clock, random.expovariate(1 / 21.0), random.random() < 0.15))

# %% cell
FREE, ARRIVE = 0, 1
events = [(t, ARRIVE, i) for i, (t, _, _) in enumerate(jobs)]
heapq.heapify(events)
waiting = []
idle = 3
waits = [0.0] * len(jobs)
longest = 0
while events:
    now, kind, i = heapq.heappop(events)
    if kind == ARRIVE:
        t, work, urgent = jobs[i]
        heapq.heappush(waiting, (not urgent, t, i))
        longest = max(longest, len(waiting))
    else:
        idle += 1
    while idle and waiting:
        _, t, j = heapq.heappop(waiting)
        idle -= 1
        waits[j] = now - t
        heapq.heappush(events, (now + jobs[j][1], FREE, j))

urgent_waits = [w for w, job in zip(waits, jobs) if job[2]]
print("mean wait", round(sum(waits) / len(waits), 2), "urgent", round(sum(urgent_waits) / len(urgent_waits), 2))
print("longest queue", longest)
