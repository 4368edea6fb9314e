CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([2, 1],)]
values = [3, 1, 2]
seen = [9, 1]
# %% a list that isn't sorted at first [function late]
def late(stream):
    seen = [9, 1]
    for value in stream:
        seen.append(value)
        seen.sort()
    return seen
# %% given from outside [function given]
def given(stream):
    for value in range(4):
        stream.append(value)
        stream.sort()
    return stream
# %% floats may be NaN [function halves]
def halves(stream):
    seen = []
    for value in stream:
        seen.append(value / 2)
        seen.sort()
    return seen
# %% downwards [function falling]
def falling(stream):
    seen = []
    for value in stream:
        seen.append(value)
        seen.sort(reverse=True)
    return seen
# %% something is put elsewhere [function odd]
def odd(stream):
    seen = []
    for value in stream:
        seen.append(value)
        seen.sort()
        seen[0] = value
    return seen
# %% seen under another name [function twice]
def twice(stream):
    seen = []
    other = seen
    for value in stream:
        other.insert(0, value)
        seen.append(value)
        seen.sort()
    return seen
# %% not sorted each time [function seldom]
def seldom(stream):
    seen = []
    for value in stream:
        seen.append(value)
        if value > 3:
            seen.append(0)
            seen.sort()
    return seen
# %% only once [function once]
def once(stream):
    seen = []
    seen.append(len(stream))
    seen.sort()
    return seen
# %% in a cell that may have found it unsorted
if len(values) > 5:
    seen = []
for value in values:
    seen.append(value)
    seen.sort()
# %% in a cell whose function looks at it
seen = []


def least():
    return seen[0]


for value in values:
    seen.append(value)
    seen.sort()
