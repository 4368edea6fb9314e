"""ML engineer flattens batches of token ids.

expect: faster
about: sum(lists, []) copies the accumulated list for every batch; also a needless copy with list()
"""
# %% function
def flatten_batches(batches, pad_id):
    flat = sum([list(b) for b in batches], [])
    return [tok for tok in list(flat) if tok != pad_id]

# %% calls
import random
_r = random.Random(38)


def _b(n, k):
    return [[_r.randrange(50) for _ in range(_r.randrange(k))] for _ in range(n)]


ENTRY = "flatten_batches"
CALLS = [(_b(20, 10), 0), (_b(400, 30), 0), (_b(800, 20), 3), ([], 0), (_b(1000, 5), 1)]
