have = [3, 1, 3, 2]
need = [3, 3, 4, 1]
floats = [0.5, float("nan")]
records = [{"n": 1}, {"n": 2}]
CALLS = [("listen", "silent"), ("", "")]
# %% the list is used otherwise
pool = list(have)
for x in need:
    if x in pool:
        pool.remove(x)
        print(len(pool), pool[0])
# %% what may be a NaN
pool = list(floats)
for x in floats:
    if x in pool:
        pool.remove(x)
# %% what can't be hashed
pool = list(records)
for part in records:
    if part in pool:
        pool.remove(part)
# %% another element is taken out
pool = list(have)
for x in need:
    if x in pool:
        pool.remove(3)
# %% another name for it
pool = list(have)
other = pool
for x in need:
    if x in pool:
        pool.remove(x)
        other.append(1)
# %% the list itself is gone through
pool = list(have)
for x in list(pool):
    if x in pool:
        pool.remove(x)
        pool.remove(x)
# %% it ends halfway, and the list was given [function given]
def given(a, b):
    b = [*b]
    left = b
    for ch in a:
        if ch not in left:
            return left
        else:
            left.remove(ch)
    return left
