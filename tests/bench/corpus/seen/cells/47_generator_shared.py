"""Astronomy hobbyist reads frames from one generator in two places.

expect: nothing
about: a generator is consumed by the loop and by the code inside; turning it into a list or a comprehension changes what each one sees
"""
# %% setup
import zlib

def frames(count):
    seed = 12345
    for i in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        yield i, zlib.compress(str(seed).encode() * 900, 6)
# %% cell
feed = frames(3500)
bright = []
skipped = 0
for i, data in feed:
    if len(data) % 3 == 0:
        # the next frame is a dark frame
        nxt = next(feed, None)
        if nxt is not None:
            skipped += 1
            bright.append((i, zlib.crc32(data) ^ zlib.crc32(nxt[1])))
    else:
        bright.append((i, zlib.crc32(data)))
print(len(bright), skipped, list(feed))
