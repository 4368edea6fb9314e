"""A musicologist looks for the longest interval pattern that two folk tunes share, over a small collection.

expect: faster
about: tries all starts and lengths by slicing and comparing lists for each pair of tunes; a set of n-grams or a table of common suffixes
"""

# %% setup
import numpy as np

rng = np.random.default_rng(330)
motifs = [[int(x) for x in rng.choice([0, 2, 2, -2, -2, 4, -3, 5, -5, 1, -1], 9)] for _ in range(8)]
tunes = {}
for k in range(26):
    pitch, notes = 60 + int(rng.integers(-3, 4)), []
    while len(notes) < 55:
        steps = motifs[int(rng.integers(0, 8))] if rng.random() < 0.4 else rng.choice([0, 2, -2, 4, -4, 7], 4)
        for s in steps:
            pitch += int(s)
            notes.append(pitch)
    tunes[f"Lied {k + 1:02d}"] = notes

# %% cell
intervals = {}
for title in tunes:
    notes = tunes[title]
    iv = []
    for i in range(1, len(notes)):
        iv.append(notes[i] - notes[i - 1])
    intervals[title] = iv

titles = list(tunes)
shared = []
for x in range(len(titles)):
    for y in range(x + 1, len(titles)):
        a = intervals[titles[x]]
        b = intervals[titles[y]]
        longest = []
        for i in range(len(a)):
            for j in range(len(b)):
                k = 0
                while i + k < len(a) and j + k < len(b) and a[i:i + k + 1] == b[j:j + k + 1]:
                    k += 1
                if k > len(longest):
                    longest = a[i:i + k]
        shared.append([len(longest), titles[x], titles[y], longest])

shared.sort(key=lambda s: (-s[0], s[1], s[2]))
for s in shared[:6]:
    print(s[0], s[1], "-", s[2], s[3])
print("average", round(sum(s[0] for s in shared) / len(shared), 2))
