from functools import cmp_to_key

people = [
    {"town": "Ulm", "age": 31, "name": "Özil"},
    {"town": "Bern", "age": 31, "name": "anna"},
    {"town": "Ulm", "age": 40, "name": "Anna"},
    {"town": "Bern", "age": 9, "name": "bob"},
    {"town": "Ulm", "age": 31, "name": "anna"},
]
teams = [("b", 3), ("a", 3), ("c", 7), ("a", 1), ("b", 3)]
words = ["pear", "fig", "apple", "kiwi", "fig"]
CALLS = [([("b", 3), ("a", 3), ("c", 7), ("a", 1)],), ([],), ([("z", 0)],)]
# %% field by field, towards 0 at the end
def compare(a, b):
    if a["age"] != b["age"]:
        return b["age"] - a["age"]
    if a["name"] > b["name"]:
        return 1
    elif a["name"] < b["name"]:
        return -1
    if a["town"] < b["town"]:
        return -1
    if a["town"] > b["town"]:
        return 1
    else:
        return 0


ordered = sorted(people, key=cmp_to_key(compare))
# %% made of a field
def compare(a, b):
    if a["name"].lower() > b["name"].lower():
        return 1
    if b["name"].lower() > a["name"].lower():
        return -1
    return 0


people.sort(key=cmp_to_key(compare))
# %% a choice where they differ [function ranking]
from functools import cmp_to_key


def by_points(x, y):
    if x[1] == y[1]:
        return -1 if x[0] < y[0] else 1 if x[0] > y[0] else 0
    if x[1] > y[1]:
        return -1
    return 1


def ranking(teams):
    table = list(teams)
    table.sort(key=cmp_to_key(by_points))
    return table
# %% a lambda
ordered = sorted(teams, key=cmp_to_key(lambda p, q: p[1] - q[1] if p[1] != q[1] else (p[0] > q[0]) - (p[0] < q[0])))
# %% all of it downwards
import functools


def backwards(a, b):
    if a < b:
        return 1
    elif a == b:
        return 0
    return -1


ordered = sorted(words, key=functools.cmp_to_key(backwards))
# %% the item itself
def plain(a, b):
    if a != b:
        if a < b:
            return -1
        return 1
    return 0


first = min(words, key=cmp_to_key(plain))
