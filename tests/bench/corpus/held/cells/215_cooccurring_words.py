"""Linguistics student counts which words stand in the same sentence of a corpus.

expect: faster
about: for each pair of frequent words scans all sentences, split anew each time; count pairs sentence by sentence.
"""
# %% setup
import random

random.seed(29)
vocab = ["haus", "garten", "straße", "über", "kind", "mutter", "weiß", "grün", "lauf", "sagen", "gehen", "früh",
         "spät", "brot", "tisch", "fenster", "licht", "wasser", "tür", "hand", "auge", "nacht", "tag", "stadt",
         "dorf", "berg", "fluss", "brief", "könig", "lied"] + [f"w{i}" for i in range(300)]
sentences = []
for _ in range(500):
    k = random.randint(4, 14)
    sentences.append(" ".join(vocab[min(int(random.expovariate(0.02)), len(vocab) - 1)] for _ in range(k)) + ".")

# %% cell
words = []
for s in sentences:
    for w in s.rstrip(".").split(" "):
        words.append(w)

freq = {}
for w in words:
    freq[w] = freq.get(w, 0) + 1
frequent = sorted(freq, key=lambda w: (-freq[w], w))[:40]

pairs = []
for i in range(len(frequent)):
    for j in range(i + 1, len(frequent)):
        together = 0
        for s in sentences:
            tokens = s.rstrip(".").split(" ")
            if frequent[i] in tokens and frequent[j] in tokens:
                together += 1
        if together > 0:
            pairs.append((frequent[i], frequent[j], together, together / min(freq[frequent[i]], freq[frequent[j]])))

pairs.sort(key=lambda p: (-p[2], p[0], p[1]))
for p in pairs[:8]:
    print("%s + %s: %d (%.2f)" % p)
