words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
total = 0
prefix = ["x"]


def show():
    return len(text)
# %% read in the loop
text = ""
for w in words:
    text += w
    print(len(text))
# %% numbers
n = 0
for x in data:
    n += x
# %% a start of 0.0
n = 0.0
for x in data:
    n = n + x
# %% lists
out = []
for w in words:
    out += [w]
# %% put in front
text = ""
for w in words:
    text = w + text
# %% read by a function
text = ""
for w in words:
    text += w
    n = show()
# %% the loop's iterable is the text
text = "ab"
for c in text:
    text += c
# %% left by return
def first(items):
    text = ""
    for item in items:
        text += item
        if item == "w4":
            return text
    return None
# %% an unknown start
def grow(text, items):
    for item in items:
        text += item
    return text
# %% numbers added to text
text = ""
try:
    for x in data:
        text += x
except TypeError:
    pass
