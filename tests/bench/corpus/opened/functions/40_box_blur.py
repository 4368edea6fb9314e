"""Microscopy hobbyist blurs an image with a 3x3 box.

expect: faster
about: four nested python loops over pixels of an integer image; shifted slices added up are exact
"""
# %% function
import numpy as np


def box_blur(img):
    h, w = img.shape
    out = np.zeros((h, w), dtype=np.int64)
    for y in range(h):
        for x in range(w):
            total = 0
            n = 0
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    yy = y + dy
                    xx = x + dx
                    if yy < 0 or xx < 0 or yy >= h or xx >= w:
                        continue
                    total += int(img[yy, xx])
                    n += 1
            out[y, x] = total // n
    return out

# %% calls
import numpy as np
_g = np.random.default_rng(40)
ENTRY = "box_blur"
CALLS = [(_g.integers(0, 256, (12, 12), dtype=np.uint8),), (_g.integers(0, 256, (64, 48), dtype=np.uint8),), (_g.integers(0, 4096, (100, 60)),), (np.array([[9]]),)]
