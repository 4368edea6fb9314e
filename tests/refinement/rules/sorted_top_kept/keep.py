numbers = [i * 53 % 89 for i in range(40)]
floats = [0.5, float("nan"), 0.25, 2.0] * 5
lists = [[3], [1], [2]]
weights = {i: -i for i in range(100)}


def peek():
    seen.append(0)


# %% NaN has no place in an order
seen = []
for x in floats:
    seen.append(x)
    top = sorted(seen)[:3]
# %% elements that may change
seen = []
for x in lists:
    seen.append(x)
    top = sorted(seen)[:2]
# %% all of it
seen = []
for x in numbers:
    seen.append(x)
    top = sorted(seen)[3:]
# %% every other one
seen = []
for x in numbers:
    seen.append(x)
    top = sorted(seen)[:6:2]
# %% a key that depends on something else
seen = []
for x in numbers:
    seen.append(x)
    weights[x] = x % 5
    top = sorted(seen, key=lambda v: weights[v])[:3]
# %% something is taken out
seen = []
for x in numbers:
    seen.append(x)
    top = sorted(seen)[:3]
    seen.remove(top[0])
# %% a function adds to it
seen = []
for x in numbers:
    seen.append(x)
    peek()
    top = sorted(seen)[:3]
# %% not grown here
for x in numbers:
    top = sorted(numbers)[:3]
# %% asked for in a comprehension
seen = []
for x in numbers:
    seen.append(x)
    tops = [sorted(seen)[:3] for i in range(2)]
# %% sorted is something else
sorted = list
seen = []
for x in numbers:
    seen.append(x)
    top = sorted(seen)[:3]
