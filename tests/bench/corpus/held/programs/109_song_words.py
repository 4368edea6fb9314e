"""A hobbyist counts the words of song texts, in order of frequency.

expect: faster
about: list.count for each different word and a list of seen words; Counter or a dict
"""

# %% program
import sys

text = sys.stdin.read()
text = text.lower()
for sign in ".,;:!?()\"'":
    text = text.replace(sign, " ")
words = text.split()

different = []
for w in words:
    if w not in different:
        different.append(w)

counts = []
for w in different:
    counts.append((words.count(w), w))

# most frequent first, then alphabetically
counts = sorted(counts, key=lambda c: c[1])
counts = sorted(counts, key=lambda c: c[0], reverse=True)

print("words:", len(words))
print("different:", len(different))
for c, w in counts[:20]:
    percent = c * 100 / len(words)
    print(w.ljust(15), str(c).rjust(6), "%.2f %%" % percent)
once = [w for w in different if words.count(w) == 1]
print("only once:", len(once))

# %% inputs
import random

r = random.Random(58)
BASE = ["love", "Herz", "schön", "baby,", "you", "I", "na", "na", "na!", "über", "don't", "moon"]


def songs(n, rare):
    lines = []
    for _ in range(n):
        lines.append(" ".join(r.choice(BASE) if r.random() < 0.6 else f"w{r.randint(1, rare)}" for _ in range(7)))
    return "\n".join(lines) + "\n"


INPUTS = [songs(2, 5), "", "Hey! hey.\n", songs(60, 80), songs(1300, 1700)]
