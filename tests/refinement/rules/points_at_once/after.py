import matplotlib
import pandas as pd

matplotlib.use("Agg")
import matplotlib.pyplot as plt

xs = [0.5 * i for i in range(40)]
ys = [(i * 7) % 11 - 3.0 for i in range(40)]
df = pd.DataFrame({"h": xs, "w": ys, "k": ["a", "b"] * 20})
# %% pairs
fig, ax = plt.subplots()
points = []
for x, y in zip(xs, ys):
    points.append((x, y))
if points:
    ax.scatter(*zip(*points), color='r', s=12)
# %% by number
plt.figure()
points = []
for i in range(len(xs)):
    points.append((xs[i], ys[i]))
if points:
    plt.plot(*zip(*points), 'bo', markersize=3)
plt.title("points")
# %% rows, some of them
fig, ax = plt.subplots(figsize=(4, 3))
points = []
for _, row in df.iterrows():
    if row["k"] == "a":
        points.append((row["h"], row["w"]))
if points:
    ax.plot(*zip(*points), marker='x', color='green', linestyle="none")
ax.set_xlabel("h")
# %% a grid
fig = plt.figure()
ax = fig.add_subplot(111)
points = []
for i in range(8):
    for j in range(8):
        z = i * j % 3
        if z:
            continue
        points.append((i, j))
if points:
    ax.scatter(*zip(*points), c='k', marker='s')
# %% bars
fig, ax = plt.subplots()
points = []
for place, y in enumerate(ys):
    points.append((place, y))
if points:
    ax.bar(*zip(*points), color='tab:blue', width=0.6)
