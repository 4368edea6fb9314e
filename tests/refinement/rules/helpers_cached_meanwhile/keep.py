games = [(i % 5, "abcdefg"[i % 7], "cdefgab"[i % 6], i % 3 / 2) for i in range(40)]
nodes = [{"id": i, "parent": (i - 1) // 2 if i else None, "n": i * 3} for i in range(15)]
players = ["a", "c", "e", "g"]
calls = []
STDIN = ["20\n", "1\n", "0\n"]
# %% an effect
def points(name):
    calls.append(name)
    return sum(g[3] for g in games if name in g)


def strength(name):
    return sum(points(g[2]) for g in games if g[1] == name)


table = []
for part in players:
    table.append((part, strength(part)))
# %% what it reads changes
def points(name):
    return sum(g[3] for g in games if name in g)


def strength(name):
    return sum(points(g[2]) for g in games if g[1] == name)


table = []
for part in players:
    table.append((part, strength(part)))
    games.append((9, part, "b", 1.0))
# %% the list is changed
def games_of(name):
    return [g for g in games if name in g]


def first(name):
    found = games_of(name)
    found.append(None)
    return found[0]


table = []
for part in players:
    table.append((part, first(part)))
# %% the result is kept
def games_of(name):
    return [g for g in games if name in g]


def both(name):
    return [games_of(name), games_of(name)]


table = []
for part in players:
    table.append(both(part))
# %% floats
def near(x):
    return sum(1 for g in games if abs(g[3] - x) < 0.1)


def twice(x):
    return near(x) + near(x / 2)


table = []
for part in players:
    table.append(twice(len(part) / 3))
# %% called once
def points(name):
    return sum(g[3] for g in games if name in g)


def strength(name):
    return sum(points(g[2]) for g in games if g[1] == name)


one = strength("a")
# %% cheap
def double(n):
    return n + n


def four(n):
    return double(double(n))


table = []
for i in range(30):
    table.append(four(i))
# %% decorated
import functools


@functools.cache
def points(name):
    return sum(g[3] for g in games if name in g)


@functools.cache
def strength(name):
    return sum(points(g[2]) for g in games if g[1] == name)


table = []
for part in players:
    table.append((part, strength(part)))
