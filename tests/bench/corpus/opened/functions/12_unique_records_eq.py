"""Deduplicates decoded JSON records that are lists and dicts.

expect: nothing
about: the records are unhashable and compared by ==, few distinct ones exist, so the list membership is short and needed
"""
# %% function
def unique_records(records):
    kept = []
    for rec in records:
        if rec not in kept:
            kept.append(rec)
    return kept

# %% calls
import random
_r = random.Random(4)
_pool = [{"id": i % 3, "tags": ["a", i % 4], "opt": None if i % 2 else 1.0} for i in range(12)]
_pool += [[1, 2, {"k": True}], [1, 2, {"k": 1}], {"x": float("nan")}]


def _mk(n):
    import copy
    return [copy.deepcopy(_r.choice(_pool[:14])) for _ in range(n)]


ENTRY = "unique_records"
CALLS = [(_mk(50),), (_mk(600),), (_mk(6000),), ([],)]
