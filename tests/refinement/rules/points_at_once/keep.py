import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

xs = [0.5 * i for i in range(40)]
ys = [(i * 7) % 11 - 3.0 for i in range(40)]
colours = ["r", "g"] * 20


class Pen:
    def __init__(self):
        self.places = []

    def scatter(self, x, y, color):
        self.places.append((x, y, color))


pen = Pen()
# %% colours of the cycle
fig, ax = plt.subplots()
for x, y in zip(xs, ys):
    ax.scatter(x, y, s=12)
# %% a colour for each
fig, ax = plt.subplots()
for x, y, c in zip(xs, ys, colours):
    ax.scatter(x, y, color=c)
# %% lines
fig, ax = plt.subplots()
for x, y in zip(xs, ys):
    ax.plot([0, x], [0, y], "r-")
# %% a label for each
fig, ax = plt.subplots()
for x, y in zip(xs, ys):
    ax.scatter(x, y, color="r", label=str(x))
# %% texts in between
fig, ax = plt.subplots()
for x, y in zip(xs, ys):
    ax.scatter(x, y, color="r")
    ax.text(x, y, "here")
# %% something else of that name
for x, y in zip(xs, ys):
    pen.scatter(x, y, color="r")
# %% results kept
fig, ax = plt.subplots()
kept = []
for x, y in zip(xs, ys):
    kept.append(ax.scatter(x, y, color="r"))
# %% other axes each time
fig, axes = plt.subplots(2, 2)
for ax, x in zip(axes.flat, xs):
    ax.scatter(x, x, color="r")
