games = [(i % 5, "abcdefg"[i % 7], "cdefgab"[i % 6], i % 3 / 2) for i in range(40)]
nodes = [{"id": i, "parent": (i - 1) // 2 if i else None, "n": i * 3} for i in range(15)]
players = ["a", "c", "e", "g"]
calls = []
STDIN = ["20\n", "1\n", "0\n"]
# %% helpers that call each other
from functools import cache

def games_of(name):
    return [g for g in games if name == g[1] or name == g[2]]


def points(name):
    return sum(g[3] for g in games_of(name))


def strength(name):
    total = 0
    for g in games_of(name):
        total += points(g[2] if g[1] == name else g[1])
    return total


table = []
games_of, points = cache(games_of), cache(points)
try:
    for part in players:
        table.append((part, points(part), strength(part)))
finally:
    games_of, points = games_of.__wrapped__, points.__wrapped__
# %% a tree
from functools import cache

def children(node):
    return [n["id"] for n in nodes if n["parent"] == node]


def weight(node):
    total = nodes[node]["n"]
    for child in children(node):
        total += weight(child)
    return total


children, weight = cache(children), cache(weight)
try:
    weights = [(n["id"], weight(n["id"]), len(children(n["id"]))) for n in nodes]
finally:
    children, weight = children.__wrapped__, weight.__wrapped__
heavy = max(weights)
# %% lists that are looked at
from functools import cache

def divisors(n):
    found = []
    for d in range(1, n):
        if n % d == 0:
            found.append(d)
    return found


perfect = []
divisors = cache(divisors)
try:
    for x in range(2, 30):
        if sum(divisors(x)) == x:
            perfect.append(x)
    most = max(range(1, 30), key=lambda n: len(divisors(n)))
finally:
    divisors = divisors.__wrapped__
# %% a program [program]
from functools import cache

def digits(n):
    total = 0
    while n > 0:
        total += n % 10
        n //= 10
    return total


def root(n):
    return n if n < 10 else root(digits(n))


count = int(input())
digits, root = cache(digits), cache(root)
for i in range(count):
    print(root(i * 37), digits(i))
