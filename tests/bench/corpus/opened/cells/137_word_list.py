'''A language teacher makes a word list with frequencies and bigrams from a text.

expect: nothing
about: findall and Counter over zip, as an expert would write it
'''
# %% setup
import random
import re
from collections import Counter

rnd = random.Random(51)
_syl = ["ka", "lo", "mi", "ver", "ü", "ber", "stra", "ße", "en", "ta", "rö", "gen", "fä", "li", "che"]
_voc = ["".join(rnd.choice(_syl) for _ in range(rnd.randrange(1, 5))) for _ in range(3000)]
text = " ".join(
    _voc[min(int(10 * (rnd.paretovariate(0.8) - 1)), 2999)] + rnd.choice(["", "", "", "", ",", ".", " –", "\n"]) for _ in range(260000)
)

# %% cell
tokens = re.findall(r"\w+", text.lower())
freq = Counter(tokens)
pairs = Counter(zip(tokens, tokens[1:]))

n = len(tokens)
by_rank = sorted(freq.items(), key=lambda kv: (-kv[1], kv[0]))
covered = 0
for rank, (word, count) in enumerate(by_rank, 1):
    covered += count
    if covered >= 0.8 * n:
        break

print(f"{n} tokens, {len(freq)} types; the first {rank} cover 80 %")
for (a, b), c in sorted(pairs.items(), key=lambda kv: (-kv[1], kv[0]))[:8]:
    print(f"{a} {b}: {c}")
