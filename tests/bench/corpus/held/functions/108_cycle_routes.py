"""A cyclist with an extract of the path network wants minutes from home to every junction.

expect: nothing
about: textbook Dijkstra on a heap with adjacency lists, nothing is done twice
"""

# %% function
from heapq import heappop, heappush


def travel_minutes(paths, home):
    graph = {}
    for a, b, minutes in paths:
        graph.setdefault(a, []).append((b, minutes))
        graph.setdefault(b, []).append((a, minutes))
    if home not in graph:
        return {home: 0.0}, {}
    done = {}
    came_from = {home: home}
    heap = [(0.0, home, home)]
    while heap:
        t, node, prev = heappop(heap)
        if node in done:
            continue
        done[node] = t
        came_from[node] = prev
        for other, minutes in graph[node]:
            if other not in done:
                heappush(heap, (t + minutes, other, node))
    return done, came_from


# %% calls
import random

r = random.Random(44)


def network(n):
    paths = [(k, r.randint(max(0, k - 40), k - 1), round(r.uniform(0.2, 6), 1)) for k in range(1, n)]
    paths += [(r.randrange(n), r.randrange(n), round(r.uniform(1, 9), 1)) for _ in range(2 * n)]
    return paths


ENTRY = "travel_minutes"
CALLS = [
    (network(20000), 0),
    (network(8000), 17),
    ([], 0),
    ([(1, 2, 3.5)], 2),
    (network(200), 5),
]
