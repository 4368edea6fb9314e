"""Corpus linguist counts words of a big text file line by line.

expect: nothing
about: one pass, Counter.update on str.split; nothing is done twice
"""
# %% setup
import random
from collections import Counter

random.seed(97)
lexicon = ["".join(random.choice("aeiouklmnrstß") for _ in range(random.randint(2, 8))) for _ in range(6000)]
with open("novel.txt", "w", encoding="utf-8") as fh:
    for _ in range(5000):
        fh.write(" ".join(random.choices(lexicon, k=140)) + "\n")
# %% cell
tally = Counter()
n_lines = 0
with open("novel.txt", encoding="utf-8") as fh:
    for line in fh:
        n_lines += 1
        tally.update(line.split())
print(n_lines, len(tally), tally.most_common(3))
