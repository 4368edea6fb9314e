"""Forum admin's filter: rules come first (one word per line, then a line '=='), comments after; mask the words and print the masked comments' counts.

expect: faster
about: for every comment each rule is escaped and compiled into a pattern again, searched and then substituted; compile once (more rules than the pattern cache holds)
"""
# %% program
import sys
import re

words = []
comments = []
target = words
for line in sys.stdin.read().splitlines():
    if line == '==':
        target = comments
        continue
    target.append(line)

hits = 0
hits_per_word = {w: 0 for w in words}
for comment in comments:
    changed = False
    for w in words:
        pattern = re.compile(r'\b' + re.escape(w) + r'\b', re.IGNORECASE)
        if pattern.search(comment):
            hits_per_word[w] += len(pattern.findall(comment))
            comment = pattern.sub('*' * len(w), comment)
            changed = True
    if changed:
        hits += 1
        if hits <= 5:
            print(comment)
print(hits, 'of', len(comments))
for w in words:
    if hits_per_word[w] > 0:
        print(w, hits_per_word[w])
# %% inputs
import random

rng = random.Random(2222)
SYL = "ka mo re tu li sa do ne pi ört".split()


def word(k):
    return "".join(rng.choice(SYL) for _ in range(k))


def make(rules, comments):
    ws = []
    while len(ws) < rules:
        w = word(3)
        if w not in ws:
            ws.append(w)
    rows = ws + ["=="]
    for _ in range(comments):
        t = []
        for _ in range(rng.randint(4, 25)):
            u = rng.random()
            t.append(rng.choice(ws).title() if u < 0.05 else word(2) if u < 0.6 else word(4))
        rows.append(" ".join(t) + rng.choice([".", "!", "", " :)"]))
    return "\n".join(rows) + "\n"


INPUTS = [make(3, 10), make(30, 20), make(620, 9)]
