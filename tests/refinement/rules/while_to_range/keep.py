CALLS = [(7,), (12,)]
data = [5, 3, 9, 1, 5, 4, 7, 2, 8]
limit = 4.5
# %% the limit changes
queue = list(data)
i = 0
while i < len(queue):
    if queue[i] > 4:
        queue.append(queue[i] - 3)
    i += 1
# %% the number changes
factors = []
n = 360
p = 2
while p * p <= n:
    while n % p == 0:
        factors.append(p)
        n //= p
    p += 1
# %% a limit that isn't whole
i = 0
while i < limit:
    print(i)
    i += 1
# %% it steps twice
i = 0
while i < 9:
    if data[i] > 4:
        i += 1
    print(i)
    i += 1
# %% it goes on without counting
i = 0
tries = 0
while i < 5:
    tries += 1
    if tries == 3:
        continue
    i += 1
# %% the variable is another type of number
i = 0.0
while i < 5:
    print(i)
    i += 1
# %% it begins below [function root]
def root(n):
    i = -5
    while i * i <= n:
        print(i)
        i += 1
    return n
# %% counted by another function [function walk]
def walk(n):
    at = 0

    def skip():
        nonlocal at
        at += 1

    while at < n:
        skip()
        at += 1
    return n
# %% one condition or the other
i = 0
while i < 5 or data[i] == 4:
    print(i)
    i += 1
# %% what it asks first may fail
i = 0
try:
    while data[i] < 99 and i < len(data):
        print(i)
        i += 1
except IndexError:
    pass
# %% steps of two whose end is used
i = 0
while i < 5:
    print(i)
    i += 2
