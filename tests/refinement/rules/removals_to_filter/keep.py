CALLS = [([5, 3, 9, -1, 5, 2, 4, 4],), ([],), ([1],), ([2, 1],)]
words = ["ab", "", "c", "ab", "", "def"]
mixed = [1, 1.0, True, 2]
# %% while the list itself is gone through [function skipping]
def skipping(numbers):
    for x in numbers:
        if x % 2 == 0:
            numbers.remove(x)
    return numbers
# %% a test that looks at the list [function once]
def once(numbers):
    result = list(numbers)
    for x in numbers:
        if x in result[1:]:
            result.remove(x)
    return result
# %% equal ones that aren't alike
kept = mixed[:]
for x in mixed:
    if x is True:
        kept.remove(x)
# %% not all of them
kept = words[1:]
for w in words:
    if w == "c":
        kept.remove(w)
# %% the variable is used afterwards
kept = words[:]
for w in words:
    if w == "c":
        kept.remove(w)
print(w)
# %% one is removed for another
kept = words[:]
for w in words:
    if w == "c":
        kept.remove("ab")
        break
# %% counted too
kept = words[:]
n = 0
for w in words:
    if w == "c":
        kept.remove(w)
        n += 1
