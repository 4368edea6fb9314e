import numpy as np

temps = np.linspace(10.0, 25.0, 60)
values = list(range(40))
limit = 12
share = 7.5
# %% a part that does nothing, whose rounds count all the same
out = []
for i in range(len(values)):
    if i >= 5:
        out.append(values[i])
# %% a limit that changes in the loop
out = []
for i in range(len(values)):
    if i < limit:
        limit -= 1
        out.append(0)
    else:
        out.append(values[i])
# %% a limit that is no whole number
out = []
for i in range(len(values)):
    if i < share:
        out.append(0)
    else:
        out.append(values[i])
# %% one place in the middle
out = []
for i in range(len(values)):
    if i == limit:
        out.append(0)
    else:
        out.append(values[i])
# %% a loop that is left early
out = []
for i in range(len(values)):
    if i < 5:
        out.append(0)
    else:
        if values[i] > 30:
            break
        out.append(values[i])
# %% a list whose length the loop changes
out = []
for i in range(len(values)):
    if i < len(values) - 3:
        values.append(i)
    else:
        out.append(values[i])
# %% an index that the loop changes
out = []
for i in range(10):
    i = i * 2
    if i < 6:
        out.append(0)
    else:
        out.append(i)
# %% steps
out = []
for i in range(0, 30, 2):
    if i < 6:
        out.append(0)
    else:
        out.append(values[i])
# %% an end that a round changes
n = 20
out = []
for i in range(n):
    n = n - 1
    if i < 6:
        out.append(0)
    else:
        out.append(values[i])
# %% otherwise, when all is done
out = []
for i in range(20):
    if i < 6:
        out.append(0)
    else:
        out.append(values[i])
else:
    out.append(-1)
# %% a test of something else first
out = []
for i in range(20):
    if values[i] > 3 and i < 6:
        out.append(0)
    else:
        out.append(values[i])
# %% built-in functions by another name
def min(a, b):
    return b


out = []
for i in range(20):
    if i < 6:
        out.append(0)
    else:
        out.append(values[i])
