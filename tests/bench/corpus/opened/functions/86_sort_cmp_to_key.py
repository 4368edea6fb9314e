"""Ex-C# developer sorts employees by department, then seniority, then name.

expect: faster
about: cmp_to_key with a python comparison where a key tuple gives the same stable order
"""
# %% function
from functools import cmp_to_key


def compare_employees(a, b):
    if a["dept"] < b["dept"]:
        return -1
    if a["dept"] > b["dept"]:
        return 1
    if a["years"] != b["years"]:
        return b["years"] - a["years"]
    if a["name"].lower() < b["name"].lower():
        return -1
    if a["name"].lower() > b["name"].lower():
        return 1
    return 0


def sort_employees(employees):
    return sorted(employees, key=cmp_to_key(compare_employees))

# %% calls
import random
_r = random.Random(86)


def _e(n):
    return [{"name": _r.choice(["Özil", "anna", "Anna", "Bob", "chloé"]), "dept": _r.choice(["IT", "HR", "R&D"]), "years": _r.randrange(12), "nr": i} for i in range(n)]


ENTRY = "sort_employees"
CALLS = [(_e(20),), (_e(800),), (_e(3000),), ([],)]
