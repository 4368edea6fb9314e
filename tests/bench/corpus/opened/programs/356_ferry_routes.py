"""A traveller looks for the quickest way over islands by ferries that have waiting times.

expect: nothing
about: Dijkstra with a heap, adjacency lists and an early end
"""

# %% program
import sys
from heapq import heappop, heappush


def main():
    it = iter(sys.stdin.read().split())
    n, m, q = int(next(it)), int(next(it)), int(next(it))
    out = [[] for _ in range(n)]
    for _ in range(m):
        a, b, length, every = int(next(it)), int(next(it)), int(next(it)), int(next(it))
        out[a].append((b, length, every))
        out[b].append((a, length, every))
    for _ in range(q):
        start, goal, t0 = int(next(it)), int(next(it)), int(next(it))
        best = [None] * n
        best[start] = t0
        heap = [(t0, start)]
        answer = None
        while heap:
            t, u = heappop(heap)
            if u == goal:
                answer = t
                break
            if t > best[u]:
                continue
            for v, length, every in out[u]:
                arrive = t + -t % every + length
                if best[v] is None or arrive < best[v]:
                    best[v] = arrive
                    heappush(heap, (arrive, v))
        print("no way" if answer is None else answer - t0)


main()

# %% inputs
import random

r = random.Random(356)


def islands(n, m, q):
    rows = [f"{n} {m} {q}"]
    for _ in range(m):
        a = r.randrange(n)
        b = min(n - 1, max(0, a + r.randint(-30, 30)))
        rows.append(f"{a} {b} {r.randint(5, 90)} {r.choice([10, 15, 20, 30, 60, 120])}")
    for _ in range(q):
        rows.append(f"{r.randrange(n)} {r.randrange(n)} {r.randint(0, 1439)}")
    return "\n".join(rows) + "\n"


INPUTS = ["1 0 1\n0 0 5\n", "3 1 2\n0 1 20 15\n0 1 7\n0 2 0\n", islands(30, 60, 5), islands(9000, 30000, 30)]
