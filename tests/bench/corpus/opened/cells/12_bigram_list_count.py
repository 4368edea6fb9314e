"""Linguistics student counts the most common word pairs.

expect: faster
about: list.count for each distinct pair, distinct pairs kept in a list
"""
# %% setup
import random
from text_tools import tokenize, is_stopword

random.seed(12)
words = ["river", "stone", "the", "and", "old", "Mühle", "water", "wheel", "turned", "slowly", "of",
         "miller", "sang", "night", "éclat", "bridge", "in", "winter", "ice", "broke"]
text = " ".join(random.choice(words) for _ in range(9000))
# %% cell
tokens = []
for w in tokenize(text):
    if not is_stopword(w):
        tokens.append(w)

bigrams = []
for i in range(len(tokens) - 1):
    bigrams.append((tokens[i], tokens[i + 1]))

distinct = []
for b in bigrams:
    if b not in distinct:
        distinct.append(b)

freq = {}
for b in distinct:
    freq[b] = bigrams.count(b)

ranking = sorted(freq.items(), key=lambda kv: (-kv[1], kv[0]))
for pair, c in ranking[:5]:
    print(" ".join(pair), c)
