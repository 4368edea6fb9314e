"""Contest (hiking): least climb from hut 1 to the last hut on a directed net, and the huts on the way.

expect: nothing
about: already a heap-based search over adjacency lists in a function with bulk reading; every edge must be looked at
"""
# %% program
import sys
from heapq import heappush, heappop


def main():
    data = iter(map(int, sys.stdin.buffer.read().split()))
    n = next(data)
    m = next(data)
    adj = [[] for _ in range(n)]
    for a, b, c in zip(data, data, data):
        adj[a - 1].append((b - 1, c))
    inf = float('inf')
    dist = [inf] * n
    prev = [-1] * n
    dist[0] = 0
    heap = [(0, 0)]
    while heap:
        d, u = heappop(heap)
        if d > dist[u]:
            continue
        if u == n - 1:
            break
        for v, c in adj[u]:
            nd = d + c
            if nd < dist[v]:
                dist[v] = nd
                prev[v] = u
                heappush(heap, (nd, v))
    if dist[n - 1] == inf:
        print(-1)
        return
    path = []
    u = n - 1
    while u >= 0:
        path.append(u + 1)
        u = prev[u]
    print(dist[n - 1])
    print(*reversed(path))


main()
# %% inputs
import random

rng = random.Random(3636)


def make(n, m):
    rows = [f"{n} {m}"]
    for i in range(m):
        a = rng.randint(1, n)
        b = min(n, max(1, a + rng.randint(-30, 40)))
        rows.append(f"{a} {b} {rng.randint(0, 400)}")
    return "\n".join(rows) + "\n"


INPUTS = ["3 1\n1 2 5\n", make(80, 500), make(24000, 130000)]
