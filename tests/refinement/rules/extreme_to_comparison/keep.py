CALLS = [([3, 1, 2],)]
data = [5, 3, 9]
rows = [[1, 2], [3]]


class Count:
    calls = 0


def next_one():
    Count.calls += 1
    return Count.calls
# %% once
best = max(data[0], data[1])
# %% a key
for x in data:
    best = max(x, -7, key=abs)
# %% the largest of a row
for row in rows:
    print(max(row))
# %% all that is unpacked
for row in rows:
    print(max(0, *row))
# %% something else of that name
max = sum
for row in rows:
    print(max(row, 5))
# %% not surely evaluated, and not twice the same
for x in data:
    print(x if x > 3 else max(next_one(), x))
# %% behind a call
for x in data:
    print(next_one(), max(next_one(), x))
# %% in a test
left = 5
while max(left - 1, next_one()) > 3 and left:
    left -= 1
# %% called but once [function top]
def top(values):
    return max(values[0], values[1])
