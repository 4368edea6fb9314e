words = ["haus", "ei", "baum", "ast", "ei", "straße", "see"] * 4
numbers = [3, 8, 1, 8, 5, 3]
given = {"a": [1]}
CALLS = [(words,), (["x"],), ([],)]
# %% one at a time
table = {}
for x in words:
    if len(x) not in table:
        table[len(x)] = []
    table[len(x)].append(x)
# %% lists that are there
table = {"even": [], "odd": []}
for x in numbers:
    kind = "odd" if x % 2 else "even"
    table[kind] += [x, -x]
# %% a function [function by_letter]
def by_letter(words):
    found = {}
    for word in words:
        if word[0] in found.keys():
            found[word[0]].append(word)
        else:
            found[word[0]] = [word]
    return found
