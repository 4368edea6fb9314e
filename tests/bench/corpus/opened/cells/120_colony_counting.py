'''A microbiologist counts bright spots (colonies) on the photo of a plate.

expect: faster
about: a loop over all pixels with a small window each; an expert takes the maximum of nine shifted views
'''
# %% setup
import numpy as np

rng = np.random.default_rng(19)
_h, _w = 240, 320
_yy, _xx = np.mgrid[0:_h, 0:_w]
photo = rng.normal(40, 4, (_h, _w))
for _k in range(150):
    _cy, _cx, _s = rng.uniform(5, _h - 5), rng.uniform(5, _w - 5), rng.uniform(1.2, 2.5)
    photo += rng.uniform(60, 180) * np.exp(-((_yy - _cy) ** 2 + (_xx - _cx) ** 2) / (2 * _s ** 2))
photo = np.clip(photo, 0, 255).astype(np.uint8)

# %% cell
rows, cols = photo.shape

# smooth a little first: mean of the 3x3 neighbourhood
smooth = np.zeros((rows, cols))
for r in range(1, rows - 1):
    for c in range(1, cols - 1):
        smooth[r, c] = photo[r-1:r+2, c-1:c+2].mean()

threshold = smooth.mean() + 2 * smooth.std()
peaks = []
for r in range(1, rows - 1):
    for c in range(1, cols - 1):
        if smooth[r, c] > threshold and smooth[r, c] == smooth[r-1:r+2, c-1:c+2].max():
            peaks.append((r, c))

covered = 0
for r in range(rows):
    for c in range(cols):
        if smooth[r, c] > threshold:
            covered += 1
print("colonies:", len(peaks))
print("covered: %.2f %%" % (100 * covered / (rows * cols)))
