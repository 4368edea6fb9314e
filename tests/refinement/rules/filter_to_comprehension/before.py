events = [{"user": i % 3, "n": i} for i in range(9)]
words = ["a", "", "bc"]
CALLS = [([3, 1, 2], 1), ([], 0)]
# %% filtered for each
found = []
for user in range(4):
    own = list(filter(lambda e: e["user"] == user, events))
    found.append(len(own))
# %% mapped
sizes = list(map(lambda w: (w, len(w)), words))
# %% in a function [function above]
def above(numbers, least):
    return list(filter(lambda x: x > least if least else True, numbers))
