"""Small helper in a data-cleaning package: drop repeats, keep the first.

expect: nothing
about: already a single pass with a set; 1, 1.0 and True must fall together and a key function is called once per item in order
"""
# %% function
def unique_everseen(items, key=None):
    seen = set()
    seen_add = seen.add
    out = []
    if key is None:
        return list(dict.fromkeys(items))
    for it in items:
        k = key(it)
        if k not in seen:
            seen_add(k)
            out.append(it)
    return out

# %% calls
import random
_r = random.Random(3)
_a = [_r.choice([1, 1.0, True, "a", "A", "ä", None, 2.5, i]) for i in range(9000)]
_b = ["Item-%d" % _r.randrange(4000) for _ in range(12000)]
ENTRY = "unique_everseen"
CALLS = [(_a,), (_b,), (_b, str.lower), (["x"] * 5000, str.upper), ([],)]
