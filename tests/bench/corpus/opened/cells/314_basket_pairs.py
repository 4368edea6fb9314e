"""A shop owner wants to know which articles are bought together most often.

expect: faster
about: pairs are kept in a list and searched with index; a dict or Counter with combinations
"""

# %% setup
import numpy as np

rng = np.random.default_rng(314)
articles = ["Brot", "Brötchen", "Butter", "Käse", "Milch", "Müsli", "Eier", "Äpfel", "Salat", "Kaffee", "Tee",
            "Honig", "Wein", "Bier", "Wurst", "Nudeln", "Reis", "Öl", "Essig", "Mehl", "Zucker", "Salz",
            "Tomaten", "Gurke", "Joghurt", "Quark", "Saft", "Wasser", "Schokolade", "Kekse"]
weights = 1 / np.arange(1, len(articles) + 1) ** 0.6
weights /= weights.sum()
receipts = []
for k in range(7000):
    size = int(rng.integers(1, 9))
    receipts.append([articles[int(i)] for i in rng.choice(len(articles), size, p=weights)])

# %% cell
pairs = []
counts = []
for receipt in receipts:
    items = sorted(set(receipt))
    for i in range(len(items)):
        for j in range(i + 1, len(items)):
            pair = (items[i], items[j])
            if pair in pairs:
                counts[pairs.index(pair)] += 1
            else:
                pairs.append(pair)
                counts.append(1)

single = {}
for a in articles:
    single[a] = len([r for r in receipts if a in r])

lift = []
for (a, b), c in zip(pairs, counts):
    lift.append((round(c * len(receipts) / (single[a] * single[b]), 3), c, a, b))
lift = sorted(lift, reverse=True)
top = sorted(zip(counts, pairs), reverse=True)[:10]
for c, (a, b) in top:
    print(f"{a} + {b}: {c}")
print([l for l in lift if l[1] >= 20][:5])
