words = [f"w{i * i % 37}" for i in range(60)]
given = {"a": 1}
# %% copies that are kept
states = []
state = {}
for word in words:
    state = {**state, word: 1}
    states.append(state)
# %% another name for it
first = {}
other = first
for word in words:
    first = {**first, word: 1}
# %% a name that a round gives it
found = {}
for word in words:
    before = found
    found = {**found, word: 1}
# %% a dict that comes from elsewhere
for word in words:
    given = {**given, word: 1}
# %% the new ones first
found = {}
for word in words:
    found = {word: 1, **found}
# %% a loop through what grows
out = [1]
for word in words[:3]:
    for x in out:
        out = [*out, x]
# %% a view that must not grow
seen = {}
for word in words:
    keys = seen.keys()
    seen = {**seen, word: 1}
# %% made of itself
out = [1]
for word in words[:5]:
    out = [*out, *out]
# %% numbers
flags = 0
for word in words:
    flags = flags | len(word)
# %% a function that holds it
found = {}
asked = []
for word in words[:4]:
    asked.append(lambda: found)
    found = {**found, word: 1}
# %% once
found = {}
found = {**found, "a": 1}
# %% a dict that holds its older self
chain = {"size": 0}
for word in words[:5]:
    chain = {**chain, "before": chain}
