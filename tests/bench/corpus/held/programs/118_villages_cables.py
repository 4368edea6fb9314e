"""A contest regular: after which cable are all villages connected.

expect: nothing
about: union-find with path halving, all input read at once
"""

# %% program
import sys


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    n, m = data[0], data[1]
    parent = list(range(n + 1))
    groups = n
    useless = 0
    done = 0 if n <= 1 else -1
    it = iter(data[2 : 2 + 2 * m])
    for k, (a, b) in enumerate(zip(it, it), 1):
        while parent[a] != a:
            parent[a] = a = parent[parent[a]]
        while parent[b] != b:
            parent[b] = b = parent[parent[b]]
        if a == b:
            useless += 1
        else:
            parent[a] = b
            groups -= 1
            if groups == 1:
                done = k
    print(done, groups, useless)


main()

# %% inputs
import random

r = random.Random(70)


def cables(n, m):
    return f"{n} {m}\n" + "".join(f"{r.randint(1, n)} {r.randint(1, n)}\n" for _ in range(m))


INPUTS = [cables(4, 3), cables(1, 0), cables(100, 90), cables(120000, 400000)]
