words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
nested = [[1], [2], [1]]
text = "to be or not to be"
nan = float("nan")
# %% floats may be NaN
pos = -1
for i in range(len(floats)):
    if floats[i] == nan:
        pos = i
        break
# %% several characters
pos = -1
for i in range(len(text)):
    if text[i] == "be":
        pos = i
        break
# %% the last place
pos = -1
for i in range(len(data)):
    if data[i] == 5:
        pos = i
# %% the place is used afterwards
pos = -1
for i in range(len(data)):
    if data[i] == 9:
        pos = i
        break
last = i
# %% compared otherwise
pos = -1
for i, x in enumerate(data):
    if x > 8:
        pos = i
        break
# %% lists
pos = -1
for i, x in enumerate(nested):
    if x == data:
        pos = i
        break
# %% from another place
pos = -1
for i in range(1, len(data)):
    if data[i] == 5:
        pos = i
        break
# %% another list is asked
pos = -1
for i in range(len(data)):
    if words[i] == "w9":
        pos = i
        break
# %% the wanted is what is found
pos = 3
for i in range(len(data)):
    if data[i] == pos:
        pos = i
        break
# %% the element is kept
for i, x in enumerate(data):
    if x == 9:
        pos = x
        break
# %% unknown
def find(items, wanted):
    for i, item in enumerate(items):
        if item == wanted:
            return i
    return -1
# %% more is done
pos = -1
for i, x in enumerate(data):
    if x == 9:
        print(i)
        pos = i
        break
