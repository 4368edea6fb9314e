"""Biologist counts short words of a genome.

family: strings
small: n = 400
"""
# %% setup
import random

n = 9_000_000
r = random.Random(168)
genome = "".join(r.choices("ACGT", k=n))
# %% cell
k = 11
counts = {}
for i in range(len(genome) - k + 1):
    word = genome[i : i + k]
    counts[word] = counts.get(word, 0) + 1
complement = str.maketrans("ACGT", "TGCA")
both = sum(1 for word in counts if word.translate(complement)[::-1] in counts)
gc = (genome.count("G") + genome.count("C")) / len(genome)
