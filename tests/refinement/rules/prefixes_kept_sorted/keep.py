whole = [5, 3, 9, 3, 7, 1]
mixed = [1, "a"]
CALLS = [([5, 3, 9],), ([],)]
# %% not one by one
for i in range(0, len(whole), 2):
    w = sorted(whole[: i + 1])
# %% the list changes
for i in range(len(whole)):
    whole[i] = 0
    w = sorted(whole[: i + 1])
# %% the first is empty
for i in range(len(whole)):
    w = sorted(whole[:i])
# %% by a key
for i in range(len(whole)):
    w = sorted(whole[: i + 1], key=lambda x: -x)
# %% what has no order
for i in range(len(mixed) - 1):
    w = sorted(mixed[: i + 1], key=str)
# %% another loop's place
for i in range(len(whole)):
    for j in range(2):
        w = sorted(whole[: i + 1])
# %% windows
for i in range(len(whole)):
    w = sorted(whole[i - 3 : i + 1])
