import random
reads = ["ACGTACGT", "acgtnacg", "GTAC", "AC", "", "ACGTACGA"]
texts = ["Der Hund, die Katze", "die katze. der hund", "", "Hund hund Hund,"]
weights = [0.5, 1.0, 0.5]
rows = [[1.0, 1, True], [0.5, 1]]
rnd_ = random.Random(5)
long_ones = ["".join(rnd_.choice("ABCDEFGH") for _ in range(60)) for _ in range(9)]
# %% a window that is looked at beside its place
counts = {}
for read in reads:
    for i in range(len(read) - 2):
        kmer = read[i:i + 3]
        if i > 2:
            counts[kmer] = counts.get(kmer, 0) + 1
# %% the counts are read in between
counts = {}
sizes = []
for read in reads:
    for i in range(len(read) - 2):
        kmer = read[i:i + 3].lower()
        counts[kmer] = counts.get(kmer, 0) + 1
    sizes.append(len(counts))
# %% what the parts are compared with changes
counts = {}
first = ""
for text in texts:
    for word in text.split():
        if word != first:
            counts[word] = counts.get(word, 0) + 1
    first = text[:3]
# %% a round that knows of the one before
counts = {}
last = ""
for text in texts:
    for word in text.split():
        counts[last + word] = counts.get(last + word, 0) + 1
        last = word
# %% left early
counts = {}
for text in texts:
    for word in text.split():
        if word == "die":
            break
        counts[word] = counts.get(word, 0) + 1
# %% an effect
log = []
counts = {}
for text in texts:
    for word in text.split():
        log.append(word)
        counts[word] = counts.get(word, 0) + 1
# %% numbers of several types
counts = {}
for row in rows:
    for x in row:
        counts[str(x)] = counts.get(str(x), 0) + 1
# %% the word is used afterwards
counts = {}
for text in texts:
    for word in text.split():
        counts[word.lower()] = counts.get(word.lower(), 0) + 1
last = word
# %% the word has a value before
word = ""
counts = {}
for text in texts:
    for word in text.split():
        counts[word.lower()] = counts.get(word.lower(), 0) + 1
# %% windows that are all different
counts = {}
for text in long_ones:
    for i in range(len(text) - 11):
        part = text[i:i + 12]
        if "A" in part:
            counts[part] = counts.get(part, 0) + 1
# %% a function around that reads the counts
counts = {}

def much(text):
    return len(counts) > 3

for text in texts:
    if much(text):
        continue
    for word in text.split():
        counts[word.lower()] = counts.get(word.lower(), 0) + 1
# %% left half done
counts = {}
try:
    for text in texts:
        for word in text.split():
            counts[word[3].lower()] = counts.get(word[3].lower(), 0) + 1
except IndexError:
    pass
# %% more than one at a time
counts = {}
for text in texts:
    for word in text.split():
        counts[word.lower()] = counts.get(word.lower(), 0) + len(word)
# %% printed in between
counts = {}
for text in texts:
    print(len(text))
    for word in text.split():
        counts[word.lower()] = counts.get(word.lower(), 0) + 1
