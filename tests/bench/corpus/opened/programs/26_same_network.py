"""Office network helper: cables between named hosts, then questions whether two hosts can talk; YES/NO per question.

expect: faster
about: a new search through the graph for every question; find connected components once
"""
# %% program
import sys


def reachable(graph, src, dst):
    stack = [src]
    seen = set()
    while stack:
        node = stack.pop()
        if node == dst:
            return True
        if node in seen:
            continue
        seen.add(node)
        for nb in graph.get(node, []):
            stack.append(nb)
    return False


graph = {}
yes = 0
for raw in sys.stdin:
    raw = raw.strip()
    if raw.startswith('link '):
        _, a, b = raw.split()
        graph.setdefault(a, []).append(b)
        graph.setdefault(b, []).append(a)
    elif raw.startswith('ask '):
        _, a, b = raw.split()
        if reachable(graph, a, b):
            yes += 1
            print('YES')
        else:
            print('NO')
print('total', yes)
# %% inputs
import random

rng = random.Random(2626)


def make(n, m, q):
    host = lambda: f"pc-{rng.randrange(n):04d}"
    rows = [f"link {host()} {host()}" for _ in range(m)] + [""] + [f"ask {host()} {host()}" for _ in range(q)]
    return "\n".join(rows) + "\n"


INPUTS = [make(4, 3, 3), make(120, 90, 60), make(2400, 1700, 900)]
