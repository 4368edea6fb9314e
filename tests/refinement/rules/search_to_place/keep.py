CALLS = [([5, 3, 9],), ([],), ([1],)]
names = ["ann", "bob", "cyd"]
ages = [31, 25, 40]
floats = [0.5, float("nan"), 2.0]
nan = floats[1]
# %% only the place is kept [function f]
def f(_):
    place = -1
    for i in range(len(names)):
        if names[i] == "bob":
            place = i
            break
# %% it goes on after the first [function f]
def f(_):
    for i in range(len(names)):
        if names[i] == "bob":
            ages[i] += 1
# %% the variable is used afterwards [function f]
def f(_):
    for i in range(len(names)):
        if names[i] == "bob":
            ages[i] += 1
            break
    print(i)
# %% what isn't equal to itself [function f]
def f(_):
    for i in range(len(floats)):
        if floats[i] == nan:
            ages[i] += 1
            break
# %% the list changes where it is found [function f]
def f(_):
    for i in range(len(names)):
        if names[i] == "bob":
            i = 0
            names[i] = "bo"
            break
# %% unknown elements [function first]
def first(items):
    items = [object() if x > 4 else x for x in items]
    seen = []
    for i in range(len(items)):
        if items[i] == 3:
            seen.append(i)
            break
    return seen
# %% another test beside it [function f]
def f(_):
    for i in range(len(names)):
        if names[i] == "bob" and ages[i] > 3:
            ages[i] += 1
            break
# %% in a cell, where the loop's variables stay
votes = [("bob", 2), ("eve", 1)]
for vote in votes:
    for i, name in enumerate(names):
        if name == vote[0]:
            ages[i] += vote[1]
            print(name, i)
            break
    else:
        names.append(vote[0])
        ages.append(vote[1])
