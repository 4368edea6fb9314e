"""Transport planner computes travel times with a heap.

expect: nothing
about: Dijkstra with a heap and adjacency dict already; the predecessor chosen among ties depends on the order of pushes
"""
# %% setup
import heapq
import random

random.seed(87)
stops = [f"Halt {i}" for i in range(9000)]
net = {s: [] for s in stops}
for s in stops:
    for _ in range(4):
        o = random.choice(stops)
        m = random.randint(1, 12)
        net[s].append((o, m))
        net[o].append((s, m))
# %% cell
dist = {"Halt 0": 0}
via = {}
heap = [(0, "Halt 0")]
done = set()
while heap:
    d, s = heapq.heappop(heap)
    if s in done:
        continue
    done.add(s)
    for o, m in net[s]:
        nd = d + m
        if nd < dist.get(o, 1 << 30):
            dist[o] = nd
            via[o] = s
            heapq.heappush(heap, (nd, o))
print(len(done), max(dist.values()), via["Halt 4711"])
