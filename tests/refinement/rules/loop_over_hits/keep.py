import numpy as np

generator_ = np.random.default_rng(0)
x = generator_.normal(size=80)
y = generator_.normal(size=80)
few = np.arange(5.0)
names = ["a", "b"] * 40
# %% a test of what is found
seen = []
for i in range(len(x)):
    if not seen or i - seen[-1] > 3:
        seen.append(i)
# %% something is done in all rounds
level = 0.0
found = []
for i in range(len(x)):
    level = level * 0.5 + x[i]
    if x[i] > 1:
        found.append(str(level))
# %% something is done where the test doesn't hold
found = []
for i in range(len(x)):
    if x[i] > 1:
        found.append(str(i))
    else:
        found.append("")
# %% an array that the loop changes
for i in range(1, len(x)):
    if x[i] > 1:
        x[i - 1] = len(str(x[i]))
# %% a test after one that may fail
order = []
for i in range(len(x)):
    if names[i + 3] == "a" and x[i] > 1:
        order.append(names[i])
    if len(order) > 3:
        break
# %% few rounds
found = []
for i in range(5):
    if few[i] > 1:
        found.append(str(i))
# %% more after the loop's end
found = []
for i in range(len(x)):
    if x[i] > 1:
        found.append(str(i))
else:
    found.append("end")
# %% elements that are changed by another name
found = []
for i in range(1, len(x)):
    if x[i] > 1:
        found.append(str(i))
        part = x[i - 1:]
        part += 0.5
