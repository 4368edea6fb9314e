words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

text = "abc"
nan = float("nan")
# %% floats may be NaN
n = sum(1 for x in floats if x == nan)
# %% not a character
n = sum(1 for c in text if c == "ab")
# %% the wanted is a variable in a string
n = sum(1 for c in text if c == words[0])
# %% the wanted depends on the element
n = sum(1 for w in words if w == w.lower())
# %% compared otherwise
n = sum(1 for x in data if x != 5)
# %% more is done
n = 0
for x in data:
    if x == 5:
        n += 1
        print(n)
# %% the others are counted too
n = m = 0
for x in data:
    if x == 5:
        n += 1
    else:
        m += 1
# %% the variable is used afterwards
def last(items):
    n = 0
    for x in items:
        if x == 5:
            n += 1
    return n, x


answer = last(data)
# %% not known
n = sum(1 for x in open(__file__) if x == "a") if False else 0
# %% left early
n = 0
for x in data:
    if x == 5:
        n += 1
        break
# %% two characters that a helper is given [function report]
def count_of(line, wanted):
    n = 0
    for c in line:
        if c == wanted:
            n += 1
    return n

def report(items, wanted):
    line = "".join(["aa,b", ";", str(wanted)])
    return [count_of(line, ","), count_of(line, "aa")]
# %% a slice [function report]
def report(items, wanted):
    line = "aabaa"
    n = 0
    for c in line:
        if c == line[:2]:
            n += 1
    return n
