"""A linguist plots the moving type-token ratio and the share of once-words along a novel.

expect: faster
about: a fresh set and a fresh count of each window of 400 words; keep a running count while the window moves
"""

# %% setup
import numpy as np

rng = np.random.default_rng(309)
syll = ["ka", "lö", "mi", "tre", "os", "na", "vi", "ün", "sto", "be"]
vocab = ["".join(syll[i] for i in rng.integers(0, 10, rng.integers(1, 5))) for _ in range(3000)]
ranks = np.minimum(rng.zipf(1.25, 7000), 3000) - 1
words = [vocab[int(r)] for r in ranks]
text = " ".join(w.capitalize() if k % 11 == 0 else w + ("." if k % 11 == 10 else "") for k, w in enumerate(words))

# %% cell
tokens = [t.strip(".,;:!?").lower() for t in text.split()]
window = 400

mattr = []
hapax_share = []
for start in range(0, len(tokens) - window + 1):
    chunk = tokens[start:start + window]
    counts = {}
    for t in chunk:
        counts[t] = counts.get(t, 0) + 1
    mattr.append(len(counts) / window)
    once = [t for t in counts if counts[t] == 1]
    hapax_share.append(len(once) / window)

print("tokens", len(tokens), "types", len(set(tokens)))
print("MATTR", round(sum(mattr) / len(mattr), 4))
low = mattr.index(min(mattr))
print("poorest passage at", low, " ".join(tokens[low:low + 8]))
print("hapax", round(max(hapax_share), 3), round(min(hapax_share), 3))
