import numpy as np

limit = 60
marks = [0] * 61
table = {i: 0 for i in range(61)}
rows = np.zeros((61, 3))
narrow = np.zeros(61, dtype=int)
STDIN = ["30\n", "1\n"]
# %% the variable is read afterwards
for k in range(4, 60, 2):
    marks[k] = 1
print(k)
# %% a dict
for k in range(4, 60, 2):
    table[k] = 1
# %% another value each time
for k in range(4, 60, 2):
    marks[k] = k
# %% another place
for k in range(4, 59, 2):
    marks[k + 1] = 1
# %% the value is taken from the list
for k in range(4, 60, 2):
    marks[k] = marks[0]
# %% something else in the loop
steps = 0
for k in range(4, 60, 2):
    marks[k] = 1
    steps += 1
# %% a call in each round
for k in range(4, 60, 2):
    marks[k] = input
    marks[k] = abs(-3)
# %% a float added to whole numbers
for k in range(4, 60, 2):
    narrow[k] += 0.5
# %% rows of what has more axes
value = [1.0, 2.0, 3.0]
for k in range(4, 60, 2):
    rows[k] = value
# %% a new list in each round
for k in range(4, 60, 2):
    marks[k] = []
# %% an else
for k in range(4, 60, 2):
    marks[k] = 1
else:
    marks[0] = 2
# %% the step changes
k, step = 4, 2
while k < 60:
    marks[k] = 1
    k += k
# %% the variable would be left with what an earlier loop made it
for k in range(3):
    if marks[k] > 5:
        break
for k in range(4, 60, 2):
    marks[k] = 1
