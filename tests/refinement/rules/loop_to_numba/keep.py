import numpy as np

generator_ = np.random.default_rng(0)
x = generator_.normal(size=100_000)
y = generator_.normal(size=100_000)
k = generator_.integers(-50, 50, size=100_000)
grid = generator_.normal(size=(400, 300))
few = x[:50].copy()
CALLS = [(x, 3), (few, 2)]
text = ["a"] * 3
big = 2**40
# %% too little data
total = 0.0
for i in range(len(few)):
    total += few[i]
# %% a whole number that grows
total = 0
for i in range(len(x)):
    total += i * i
# %% a large whole number
total = 0.0
for i in range(len(x)):
    total += x[i] * big
# %% a divisor of Python's own that may be zero
total = 0.0
for i in range(1000):
    total += x[i] + 1 / (i - 2000)
# %% a remainder of floats
total = 0.0
for i in range(len(x)):
    total += x[i] % 2.0
# %% a call
total = 0.0
for i in range(len(x)):
    total += round(x[i], 2)
# %% a list beside the array
total = 0.0
for i in range(3):
    total += x[i] * len(text[i])
# %% the type of the result depends on the data
best = 0.0
for i in range(len(x)):
    if x[i] > best:
        best = x[i]
# %% range is something else
range = lambda n: [0, 1]
total = 0.0
for i in range(len(x)):
    total += x[i]
# %% Fibonacci
a = 0
b = 1
s = 0.0
for i in range(150):
    t = a + b
    a = b
    b = t
    s += x[i]
# %% the loop's variable is used afterwards
total = 0.0
for i in range(len(x)):
    total += x[i]
print(i)
# %% an early end
total = 0.0
for i in range(len(x)):
    if x[i] > 3:
        break
    total += x[i]
# %% a function called with what isn't known
def mean(values):
    total = 0.0
    for i in range(len(values)):
        total += values[i]
    return total
# %% functions for numbers only
def triangle(n):
    total = 0
    for i in range(n):
        total += i
    return total


answer = triangle(100_000)
# %% a list that is filled
smoothed = [0.0] * len(x)
smoothed[0] = x[0]
for i in range(1, len(x)):
    smoothed[i] = 0.9 * smoothed[i - 1] + x[i]
# %% an element set by a call, which may do more
smoothed = np.zeros(len(x))
smoothed[0] = start(smoothed)
for i in range(1, len(x)):
    smoothed[i] = 0.9 * smoothed[i - 1] + x[i]
