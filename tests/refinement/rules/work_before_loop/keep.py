import numpy as np

generator_ = np.random.default_rng(0)
points = generator_.normal(size=(60, 2))
center = np.zeros(2)
x = generator_.normal(size=90)
few = np.arange(12.0).reshape(4, 3)
# %% what earlier rounds have made
path = []
for p in points:
    path.append(str(np.linalg.norm(p - center)))
    center = center + 0.1 * (p - center)
# %% nothing that takes long
names = []
for i in range(len(x)):
    names.append(str(x[i] + 1))
# %% few rounds
names = []
for row in few:
    names.append(str(row.mean()))
# %% an array that the loop changes
for i in range(1, len(points)):
    points[i] = sorted(points[i] / np.linalg.norm(points[i - 1]))
# %% a function that prints
def told(row):
    print(row)
    return row.sum()


names = []
for row in points:
    names.append(str(told(row)))
# %% more after the loop's end
names = []
for row in points:
    names.append(str(np.sum(row)))
else:
    names.append("end")
# %% rows that are changed by another name
tops = []
for i in range(len(points) - 1):
    tops.append(str(points[i].max()))
    other = points[i + 1]
    other += 1.0
