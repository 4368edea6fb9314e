"""Uploader helper: groups whatever iterable it gets into chunks.

expect: nothing
about: the input may be a one-shot iterator and is pulled lazily; len and slicing are not available
"""
# %% function
from itertools import islice


def chunk_totals(source, size):
    it = iter(source)
    totals = []
    while True:
        chunk = tuple(islice(it, size))
        if not chunk:
            break
        totals.append((len(chunk), sum(chunk), chunk[-1]))
    return totals

# %% calls
ENTRY = "chunk_totals"
CALLS = [(range(1000), 64), ({i: None for i in range(20000)}, 100), ((5, 6, 7), 2), (list(range(30000, 0, -1)), 7), ("", 3)]
