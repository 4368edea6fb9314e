"""Writer trains a letter model from words.

family: python
small: n = 300
"""
# %% setup
import random
from collections import defaultdict

n = 2_200_000
r = random.Random(163)
corpus = ["".join(r.choices("etaoinshrdlucm", k=r.randrange(3, 11))) for _ in range(n)]
# %% cell
model = defaultdict(lambda: defaultdict(int))
for word in corpus:
    padded = "^^" + word + "$"
    for i in range(len(padded) - 2):
        model[padded[i : i + 2]][padded[i + 2]] += 1
probability = {
    context: {letter: c / sum(counts.values()) for letter, c in counts.items()} for context, counts in model.items()
}
