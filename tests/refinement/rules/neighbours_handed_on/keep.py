SQUARE = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]
CALLS = [(SQUARE,), ([],), ([(1.0, 2.0)],)]
# %% the list changes [function smooth]
def smooth(values):
    for i in range(1, len(values)):
        values[i] = (values[i][0] + values[i - 1][0], values[i][1])
    return values
# %% rounds may be left out [function steps]
def steps(track):
    total = 0.0
    for i in range(1, len(track)):
        if track[i] == track[i - 1]:
            continue
        total += track[i][0] - track[i - 1][0]
    return total
# %% the place is needed [function falls]
def falls(track):
    found = []
    for i in range(1, len(track)):
        if track[i][1] < track[i - 1][1]:
            found.append(i)
    return found
# %% the place is read afterwards [function first_fall]
def first_fall(track):
    i = 0
    for i in range(1, len(track)):
        if track[i][1] < track[i - 1][1]:
            break
    return i
# %% the next one isn't always there [function risky]
def risky(track):
    for i in range(len(track)):
        if track[i][0] > 1 and track[i + 1][0] > 1:
            return True
    return False
# %% another length [function shorter]
def shorter(track, n=2):
    total = 0
    for i in range(n):
        total += track[i][0] - track[i - 1][0]
    return total
# %% the length has changed since [function grown]
def grown(track):
    track = list(track)
    n = len(track)
    track.append((1.0, 1.0))
    total = 0
    for i in range(n):
        total += track[i][0] - track[i - 1][0]
    return total
# %% another name of the list [function other]
def other(track):
    same = [track][0]
    total = 0
    for i in range(1, len(track)):
        total += track[i][0] - track[i - 1][0]
        same[i] = (0.0, 0.0)
    return total
# %% its own comprehension [function nested]
def nested(track):
    total = 0
    for i in range(1, len(track)):
        total += track[i][0] - track[i - 1][0] + sum([track[i][1] for i in range(1)])
    return total
# %% unknown values
def unknown(track):
    total = 0
    for i in range(1, len(track)):
        total += track[i] - track[i - 1]
    return total
# %% a cell's names stay
total = 0
for i in range(1, len(SQUARE)):
    total += SQUARE[i][0] - SQUARE[i - 1][0]
