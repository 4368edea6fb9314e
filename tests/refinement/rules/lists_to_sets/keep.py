friends = {f"p{i}": [f"p{i * k % 40}" for k in range(1, 20)] for i in range(40)}
people = list(friends)
docs = [[f"w{i * k % 60}" for k in range(3, 30)] for i in range(20)]
nested = [[[i], [i + 1]] * 5 for i in range(20)]
short = [[i, i + 1] for i in range(20)]
texts = ["some words of a text", "and some more words of it"]
words = [f"w{i}" for i in range(0, 90, 3)]
# %% each list searched once
n = 0
for doc in docs:
    if "w3" in doc:
        n += 1
# %% once each by place
hits = [i for i in range(len(docs)) if words[i] in docs[i]]
# %% lists that grow
for word in words:
    for doc in docs:
        if word not in doc:
            doc.append(word)
# %% lists that grow by another name
for word in words:
    for i in range(len(docs)):
        if word not in docs[i]:
            row = docs[i]
            row.append(word)
# %% what can't be hashed
n = 0
for one in [[1], [2]]:
    for row in nested:
        n += one in row
# %% short lists
n = 0
for x in range(20):
    for row in short:
        n += x in row
# %% texts
n = 0
for word in words:
    for text in texts:
        n += word in text
# %% a list that serves for more
n = 0
for word in words:
    for doc in docs:
        if word in doc:
            n += doc.count(word)
# %% a list that is read afterwards
n = 0
for word in words:
    for doc in docs:
        n += word in doc
last = doc
# %% keys of a dict
n = 0
for word in words:
    for name in friends:
        n += word in name
# %% set is something else
set = sorted
n = 0
for word in words:
    for doc in docs:
        n += word in doc
