friends = {f"p{i}": [f"p{i * k % 40}" for k in range(1, 20)] for i in range(40)}
people = list(friends)
docs = [[f"w{i * k % 60}" for k in range(3, 30)] for i in range(20)]
words = [f"w{i}" for i in range(0, 90, 3)]
found = {}
# %% looked up in a dict
friends_sets = {key: set(held) for key, held in friends.items()}
for i in range(len(people)):
    for k in range(i + 1, len(people)):
        common = [x for x in friends[people[i]] if x in friends_sets[people[k]]]
        if len(common) > 3:
            found[people[i], people[k]] = common
# %% gone through
docs_sets = [set(one) for one in docs]
for word in words:
    count = 0
    for r_set in docs_sets:
        if word in r_set:
            count += 1
    found[word] = count
# %% by their places
docs_sets = [set(one) for one in docs]
for word in words:
    found[word] = [i for i in range(len(docs)) if word in docs_sets[i]]
# %% both at once, in a comprehension
docs_sets = [set(one) for one in docs]
for word in words:
    for other in words:
        found[word, other] = sum(1 for r in docs_sets if word in r and other not in r)
# %% values of a dict
friends_sets = {key: set(held_2) for key, held_2 in friends.items()}
for name in people:
    found[name] = sum(name in held for held in friends_sets.values())
# %% with their keys
friends_sets = {key: set(held) for key, held in friends.items()}
for name in people:
    for other, value_set in friends_sets.items():
        if name in value_set:
            found[name] = other
# %% counted
count = 0
docs_sets = [set(one) for one in docs]
for word in words:
    for i, r_set in enumerate(docs_sets):
        if word not in r_set:
            count += i
