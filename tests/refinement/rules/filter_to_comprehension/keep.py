words = ["a", "", "bc"]
numbers = [1, 2, 3]
# %% not a lambda
kept = list(filter(None, words))
sizes = list(map(len, words))
# %% several lists
both = list(map(lambda a, b: a * b, words, numbers))
# %% a default
kept = list(filter(lambda w, least=1: len(w) > least, words))
# %% not made a list of
kept = filter(lambda w: w, words)
total = sum(len(w) for w in kept)
# %% another filter
def filter(test, items):
    return "abc"


kept = list(filter(lambda w: w, words))
# %% it binds a name
kept = list(filter(lambda w: (size := len(w)) > 1 and size, words))
