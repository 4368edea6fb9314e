'''An operations student simulates the waiting room of a clinic with doctors and urgent patients.

expect: nothing
about: an event loop over heaps whose order matters, written well
'''
# %% setup
import heapq
import random

rnd = random.Random(911)
_t = 0.0
arrivals = []
for _k in range(140000):
    _t += rnd.expovariate(1 / 4.0)
    arrivals.append((_t, 0 if rnd.random() < 0.1 else 1, rnd.gammavariate(3.0, 4.0)))

# %% cell
DOCTORS = 4
free_at = [0.0] * DOCTORS          # a heap of times
waiting = []                       # a heap of (priority, arrival, duration)
waits = ([], [])
i, n = 0, len(arrivals)
longest_queue = 0

while i < n or waiting:
    t = free_at[0]
    if not waiting and arrivals[i][0] > t:
        t = arrivals[i][0]
    while i < n and arrivals[i][0] <= t:
        at, prio, duration = arrivals[i]
        heapq.heappush(waiting, (prio, at, duration))
        i += 1
    if len(waiting) > longest_queue:
        longest_queue = len(waiting)
    prio, at, duration = heapq.heappop(waiting)
    waits[prio].append(t - at)
    heapq.heapreplace(free_at, t + duration)

for name, w in zip(("urgent", "normal"), waits):
    w.sort()
    print(f"{name}: {len(w)} patients, mean {sum(w) / len(w):.1f} min, 95 % below {w[int(0.95 * len(w))]:.1f} min")
print("longest queue:", longest_queue)
