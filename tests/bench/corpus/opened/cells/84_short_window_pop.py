"""Sensor hobbyist keeps the last three packets in a list while decoding.

expect: nothing
about: list.pop(0) looks quadratic but the list never holds more than three elements; decompression takes the time
"""
# %% setup
import random
import zlib

random.seed(84)
packets = [zlib.compress(bytes(random.choices(b"0123456789", k=2500))) for _ in range(3500)]
# %% cell
window = []
jumps = 0
total = 0
for p in packets:
    raw = zlib.decompress(p)
    window.append(zlib.adler32(raw))
    if len(window) > 3:
        window.pop(0)
    if window[0] > window[-1]:
        jumps += 1
    total += len(raw) + raw.count(b"77") + zlib.crc32(raw) % 2
print(jumps, total, window)
