"""Agronomist measures brown spots on a photographed leaf, pixel by pixel.

expect: faster
about: nested loops over pixels with several conditions; boolean masks and sums.
"""
# %% setup
import numpy as np

rng = np.random.default_rng(2)
h, w = 420, 560
img = np.empty((h, w, 3), dtype=np.uint8)
img[..., 0] = rng.integers(30, 90, (h, w))
img[..., 1] = rng.integers(100, 200, (h, w))
img[..., 2] = rng.integers(20, 80, (h, w))
yy, xx = np.mgrid[0:h, 0:w]
img[(yy - 210) ** 2 + (xx - 280) ** 2 > 200 ** 2] = 250
for _ in range(25):
    cy, cx, r = rng.integers(60, 360), rng.integers(130, 430), rng.integers(4, 16)
    m = (yy - cy) ** 2 + (xx - cx) ** 2 < r * r
    img[m, 0], img[m, 1] = 150, 90

# %% cell
leaf = 0
spot = 0
mask = np.zeros((h, w), dtype=bool)
green_sum = 0
rows_with_spots = set()
for y in range(img.shape[0]):
    for x in range(img.shape[1]):
        r = int(img[y, x, 0])
        g = int(img[y, x, 1])
        b = int(img[y, x, 2])
        if r > 240 and g > 240 and b > 240:
            continue          # background paper
        leaf += 1
        green_sum += g
        if r > g and r - b > 40:
            spot += 1
            mask[y, x] = True
            rows_with_spots.add(y)

share = spot / leaf * 100
mean_green = green_sum / leaf
first_row, last_row = min(rows_with_spots), max(rows_with_spots)
print(f"{share:.2f} % of the leaf damaged, rows {first_row}..{last_row}, mean green {mean_green:.1f}")
