events = [{"user": i % 3, "n": i} for i in range(9)]
words = ["a", "", "bc"]
CALLS = [([3, 1, 2], 1), ([], 0)]
# %% filtered for each
found = []
for user in range(4):
    own = [e for e in events if e["user"] == user]
    found.append(len(own))
# %% mapped
sizes = [(w, len(w)) for w in words]
# %% in a function [function above]
def above(numbers, least):
    return [x for x in numbers if (x > least if least else True)]
