"""Warehouse tool: takes the first lot with enough pieces, which shrinks it.

expect: nothing
about: looks like a lookup in a list, but the first fitting lot changes with each allocation and exhausted lots are removed; the list is short
"""
# %% function
def allocate(requests, lots):
    assigned = []
    for qty in requests:
        for lot in lots:
            if lot["free"] >= qty:
                lot["free"] -= qty
                assigned.append(lot["lot"])
                if lot["free"] == 0:
                    lots.remove(lot)
                break
        else:
            assigned.append(None)
    return assigned, lots

# %% calls
import random
_r = random.Random(75)


def _lots(n, cap):
    return [{"lot": "L%d" % i, "free": _r.randrange(cap // 2, cap)} for i in range(n)]


ENTRY = "allocate"
CALLS = [([_r.randrange(1, 20) for _ in range(100)], _lots(4, 300)), ([_r.randrange(1, 20) for _ in range(8000)], _lots(8, 12000)), ([_r.randrange(1, 50) for _ in range(10000)], _lots(6, 60000)), ([3], [])]
