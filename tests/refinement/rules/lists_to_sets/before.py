friends = {f"p{i}": [f"p{i * k % 40}" for k in range(1, 20)] for i in range(40)}
people = list(friends)
docs = [[f"w{i * k % 60}" for k in range(3, 30)] for i in range(20)]
words = [f"w{i}" for i in range(0, 90, 3)]
found = {}
# %% looked up in a dict
for i in range(len(people)):
    for k in range(i + 1, len(people)):
        common = [x for x in friends[people[i]] if x in friends[people[k]]]
        if len(common) > 3:
            found[people[i], people[k]] = common
# %% gone through
for word in words:
    count = 0
    for r in docs:
        if word in r:
            count += 1
    found[word] = count
# %% by their places
for word in words:
    found[word] = [i for i in range(len(docs)) if word in docs[i]]
# %% both at once, in a comprehension
for word in words:
    for other in words:
        found[word, other] = sum(1 for r in docs if word in r and other not in r)
# %% values of a dict
for name in people:
    found[name] = sum(name in held for held in friends.values())
# %% with their keys
for name in people:
    for other, value in friends.items():
        if name in value:
            found[name] = other
# %% counted
count = 0
for word in words:
    for i, r in enumerate(docs):
        if word not in r:
            count += i
