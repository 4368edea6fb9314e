"""Spell-check exercise: edit distance by the recursive definition.

expect: faster
about: exponential recursion on string slices; the table solution is quadratic
"""
# %% function
def edit_distance(a, b):
    if a == "":
        return len(b)
    if b == "":
        return len(a)
    if a[-1] == b[-1]:
        return edit_distance(a[:-1], b[:-1])
    return 1 + min(
        edit_distance(a[:-1], b),
        edit_distance(a, b[:-1]),
        edit_distance(a[:-1], b[:-1]),
    )

# %% calls
ENTRY = "edit_distance"
CALLS = [("katze", "kater"), ("bäcker", "becher"), ("sunday", "monday"), ("receive", "recieve"), ("planet", "tunnel"), ("", "abc"), ("gardens", "dangers")]
