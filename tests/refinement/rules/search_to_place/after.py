CALLS = [(["b", "a", "b", "c"],), ([],), (["x"],)]
# %% a flag, and what is added where nothing is found [function tally]
def tally(words):
    names = []
    counts = []
    for word in words:
        found = False
        # seen before
        if word in names:
            i = names.index(word)
            counts[i] += 1
            found = True
        if not found:
            names.append(word)
            counts.append(1)
    return names, counts
# %% with an else of the loop, and a part of something [function voted]
def voted(words):
    names = ["a"]
    ages = [3]
    votes = [(word, len(word)) for word in words]
    for vote in votes:
        if vote[0] in names:
            i = names.index(vote[0])
            name = names[i]
            ages[i] += vote[1]
            print(name, i)
        else:
            names.append(vote[0])
            ages.append(vote[1])
    return names, ages
# %% returned, with work before [function lookup]
def lookup(words):
    known = ["a", "b"]
    log = []
    if "b" in known:
        k = known.index("b")
        log.append(words)
        return log, known[k]
    return log
