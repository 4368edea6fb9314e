"""Lists of rows of several lengths: one array of all their numbers, cut up in the kernel."""

from __future__ import annotations

RAGGED = '''def {name}(rows, outer, kind, most):
    """All numbers of a list of rows, and where each row begins; raises for anything else."""
    if type(rows) is not list or not set(map(type, rows)) <= {{outer}}:
        raise TypeError
    flat = [value for row in rows for value in row]
    if set(map(type, flat)) != {{kind}}:
        raise TypeError
    found = {np}.array(flat, kind)
    if kind is int and not -most <= found.min() <= found.max() <= most:
        raise OverflowError
    return found, {np}.cumsum({np}.array([0, *map(len, rows)]))
'''
ROWS = '''@{numba}.njit
def {name}(parts):
    """The rows of which `parts` has all numbers, and where each begins."""
    flat, starts = parts
    return [flat[starts[at] : starts[at + 1]] for at in range(len(starts) - 1)]
'''
