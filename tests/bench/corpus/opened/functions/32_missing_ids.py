"""Migration script: which customer ids of the old system are missing in the new one.

expect: faster
about: repeated membership in lists, both for the new ids and for what was already reported
"""
# %% function
def missing_ids(old_ids, new_ids):
    missing = []
    for oid in old_ids:
        if oid not in new_ids:
            if oid not in missing:
                missing.append(oid)
    print(f"{len(missing)} of {len(old_ids)} missing")
    return missing

# %% calls
import random
_r = random.Random(32)


def _ids(n, m):
    return ["C%06d" % _r.randrange(m) for _ in range(n)]


ENTRY = "missing_ids"
CALLS = [(_ids(100, 500), _ids(80, 500)), (_ids(800, 3000), _ids(900, 3000)), (_ids(1000, 1000), _ids(50, 1000)), ([], ["a"])]
