import matplotlib
import pandas as pd

matplotlib.use("Agg")
import matplotlib.pyplot as plt

xs = [0.5 * i for i in range(40)]
ys = [(i * 7) % 11 - 3.0 for i in range(40)]
df = pd.DataFrame({"h": xs, "w": ys, "k": ["a", "b"] * 20})
# %% pairs
fig, ax = plt.subplots()
for x, y in zip(xs, ys):
    ax.scatter(x, y, color="r", s=12)
# %% by number
plt.figure()
for i in range(len(xs)):
    plt.plot(xs[i], ys[i], "bo", markersize=3)
plt.title("points")
# %% rows, some of them
fig, ax = plt.subplots(figsize=(4, 3))
for _, row in df.iterrows():
    if row["k"] == "a":
        ax.plot([row["h"]], [row["w"]], marker="x", color="green")
ax.set_xlabel("h")
# %% a grid
fig = plt.figure()
ax = fig.add_subplot(111)
for i in range(8):
    for j in range(8):
        z = i * j % 3
        if z:
            continue
        ax.scatter(i, j, c="k", marker="s")
# %% bars
fig, ax = plt.subplots()
for place, y in enumerate(ys):
    ax.bar(place, y, color="tab:blue", width=0.6)
