"""Route helper of a bike-courier tool: shortest times from a depot.

expect: nothing
about: textbook heap Dijkstra with lazy deletion; nothing asymptotic left
"""
# %% function
from heapq import heappop, heappush


def shortest_times(graph, start):
    dist = {start: 0}
    done = set()
    heap = [(0, start)]
    while heap:
        d, u = heappop(heap)
        if u in done:
            continue
        done.add(u)
        for v, w in graph.get(u, ()):
            nd = d + w
            if v not in dist or nd < dist[v]:
                dist[v] = nd
                heappush(heap, (nd, v))
    return dist

# %% calls
import random
_r = random.Random(15)


def _graph(n, deg):
    return {i: [(_r.randrange(n), _r.randrange(1, 60)) for _ in range(deg)] for i in range(n)}


ENTRY = "shortest_times"
CALLS = [(_graph(100, 3), 0), (_graph(1500, 4), 7), (_graph(3000, 5), 1), ({}, 5)]
