words = ["to", "be", "or", "not", "to", "be"]
table = {0: "a", 1: "b"}
CALLS = [([3, 1, 2],)]
# %% the list changes
for i in range(len(words)):
    if words[i] == "not":
        words[i] = "nor"
        print(words[i])
# %% it grows
seen = list(words)
for i in range(len(seen)):
    seen.append(seen[i])
# %% the index is read behind the loop
for i in range(len(words)):
    if words[i] == "not":
        break
print(i)
# %% the index moves
for i in range(len(words)):
    print(words[i])
    i += 1
# %% a dict's values
for i in range(len(table)):
    print(table[i])
# %% neighbours
for i in range(len(words)):
    print(words[i - 1])
# %% looked up once, and the index used
for i in range(len(words)):
    print(i, words[i])
# %% kept by a function
later = []
for i in range(len(words)):
    later.append(lambda: words[i])
print([f() for f in later])
# %% unknown values
def lengths(values):
    for i in range(len(values)):
        print(values[i])
# %% backwards
for i in range(len(words) - 1, -1, -1):
    print(words[i])
