"""An ML engineer removes overlapping detections before drawing them.

expect: faster
about: pairwise IoU in Python on rows of a numpy array; vectorise the inner loop over the remaining boxes
"""

# %% setup
import numpy as np

rng = np.random.default_rng(310)
centres = rng.uniform(50, 950, (120, 2))
pick = rng.integers(0, 120, 2600)
xy = centres[pick] + rng.normal(0, 6, (2600, 2))
wh = rng.uniform(30, 90, (120, 2))[pick] * rng.uniform(0.9, 1.1, (2600, 2))
boxes = np.hstack([xy - wh / 2, xy + wh / 2])
scores = rng.uniform(0.05, 1.0, 2600)
labels = rng.integers(0, 3, 120)[pick]

# %% cell
def iou(a, b):
    x1 = max(a[0], b[0])
    y1 = max(a[1], b[1])
    x2 = min(a[2], b[2])
    y2 = min(a[3], b[3])
    inter = max(0, x2 - x1) * max(0, y2 - y1)
    area_a = (a[2] - a[0]) * (a[3] - a[1])
    area_b = (b[2] - b[0]) * (b[3] - b[1])
    return inter / (area_a + area_b - inter)


order = list(np.argsort(-scores, kind="stable"))
keep = []
while len(order) > 0:
    best = order.pop(0)
    if scores[best] < 0.1:
        break
    keep.append(int(best))
    rest = []
    for k in order:
        if labels[k] != labels[best] or iou(boxes[best], boxes[k]) < 0.45:
            rest.append(k)
    order = rest

print(len(boxes), "->", len(keep))
print(keep[:15])
print("mean score kept", scores[keep].mean().round(4))
