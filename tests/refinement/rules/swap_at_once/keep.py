CALLS = [([5, 3, 9, -1, 5],), ([],), ([1],), ([2, 1],)]
numbers = [5, 3, 9]
# %% the variable is read afterwards [function last]
def last(items):
    spare = None
    for j in range(len(items) - 1):
        spare = items[j]
        items[j] = items[j + 1]
        items[j + 1] = spare
    return spare
# %% moved on, not swapped [function moved]
def moved(items):
    for j in range(len(items) - 2):
        spare = items[j]
        items[j] = items[j + 1]
        items[j + 2] = spare
    return items
# %% two lists [function between]
def between(items):
    other = items[::-1]
    for j in range(len(items)):
        spare = items[j]
        items[j] = other[j]
        other[j] = spare
    return items, other
# %% places taken from the list [function chained]
def chained(items):
    items = [i % 3 for i in range(len(items))]
    for j in range(len(items)):
        spare = items[j]
        items[j] = items[items[0]]
        items[items[0]] = spare
    return items
# %% a dict [function pairs]
def pairs(items):
    held = dict(enumerate(items))
    for j in range(len(items) - 1):
        spare = held[j]
        held[j] = held[j + 1]
        held[j + 1] = spare
    return held
# %% in a cell, where the variable stays
spare = numbers[0]
numbers[0] = numbers[1]
numbers[1] = spare
