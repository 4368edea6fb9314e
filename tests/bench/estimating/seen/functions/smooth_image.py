"""Photographer blurs a picture by a median of neighbours.

family: functions
small: side = 12
"""
# %% setup
import numpy as np

side = 6200
rng = np.random.default_rng(196)
photo = rng.integers(0, 256, (side, side)).astype(np.float32)

def smooth(image):
    around = [image[1:-1, 1:-1]]
    for dy, dx in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        around.append(image[1 + dy : image.shape[0] - 1 + dy, 1 + dx : image.shape[1] - 1 + dx])
    stack = np.stack(around)
    return np.median(stack, axis=0)
# %% function
smooth
# %% inputs
(photo,)
