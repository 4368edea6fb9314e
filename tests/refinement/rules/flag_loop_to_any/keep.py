import numpy as np

a = np.linspace(-3.0, 8.0, 300)
short = np.linspace(-3.0, 8.0, 9)
small = a.astype("float32")
texts = np.array(["a", "b"] * 100)
numbers = [1.0, 2.0] * 100
limits = [0.0, 1.0] * 150
CALLS = [(a,)]
# %% the element is kept
first = None
for x in a:
    if x > 2:
        first = x
        break
# %% the element is used afterwards
bad = False
for x in a:
    if x > 2:
        bad = True
        break
result = x
# %% an effect
for x in a:
    if x > 2:
        print("found")
        break
# %% a list
bad = False
for x in numbers:
    if x > 2:
        bad = True
        break
# %% few elements
bad = False
for x in short:
    if x > 2:
        bad = True
        break
# %% smaller floats
bad = False
for x in small:
    if x > 0.1:
        bad = True
        break
# %% texts
bad = False
for x in texts:
    if x == "c":
        bad = True
        break
# %% another test for each element
bad = False
for x, limit in zip(a, limits):
    if x > limit:
        bad = True
        break
# %% an else
for x in a:
    if x > 9:
        bad = True
        break
else:
    bad = False
# %% a count of floats
count = 0.5
for x in a:
    if x > 2:
        count += 1
# %% a call
bad = False
for x in a:
    if abs(x) > 2:
        bad = True
        break
