"""Island ferries: cheapest fare from port 1 to every port, undirected routes; -1 when not reachable.

expect: faster
about: Dijkstra picks the next port with a scan over all unvisited, and unvisited is a list that is searched; heap and adjacency are better
"""
# %% program
n, m = map(int, input().split())
routes = [[] for _ in range(n + 1)]
for _ in range(m):
    a, b, fare = map(int, input().split())
    routes[a].append((b, fare))
    routes[b].append((a, fare))

INF = 10**15
cost = [INF] * (n + 1)
cost[1] = 0
unvisited = list(range(1, n + 1))
while unvisited:
    u = min(unvisited, key=lambda p: cost[p])
    unvisited.remove(u)
    if cost[u] == INF:
        break
    for v, fare in routes[u]:
        if v in unvisited and cost[u] + fare < cost[v]:
            cost[v] = cost[u] + fare

for p in range(1, n + 1):
    print(cost[p] if cost[p] < INF else -1)
# %% inputs
import random

rng = random.Random(1616)


def make(n, m):
    out = [f"{n} {m}"]
    for _ in range(m):
        out.append(f"{rng.randint(1, n)} {rng.randint(1, max(1, n - 5))} {rng.randint(1, 900)}")
    return "\n".join(out)


INPUTS = [make(4, 4), make(150, 400), make(2500, 7000)]
