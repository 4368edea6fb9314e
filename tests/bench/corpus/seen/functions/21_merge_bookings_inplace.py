"""Meeting-room tool: merges overlapping bookings in the list it is given.

expect: nothing
about: sorts and compacts the caller's own list object and returns the same one; aliasing and tuple replacement are observable and the work is a sort plus one pass
"""
# %% function
def merge_bookings(bookings):
    bookings.sort()
    w = 0
    for start, end in bookings:
        if w and start <= bookings[w - 1][1]:
            if end > bookings[w - 1][1]:
                bookings[w - 1] = (bookings[w - 1][0], end)
        else:
            bookings[w] = (start, end)
            w += 1
    del bookings[w:]
    return bookings

# %% calls
import random
_r = random.Random(22)


def _b(n, span):
    out = []
    for _ in range(n):
        s = _r.randrange(span)
        out.append((s, s + _r.randrange(1, 40)))
    return out


ENTRY = "merge_bookings"
CALLS = [(_b(100, 2000),), (_b(5000, 200000),), (_b(8000, 90000),), ([],)]
