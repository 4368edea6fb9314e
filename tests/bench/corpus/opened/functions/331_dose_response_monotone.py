"""A pharmacologist makes dose-response means monotone by pooling neighbours that go the wrong way.

expect: faster
about: starts again from the left after each pooling and deletes from lists; one pass with a stack of blocks
"""

# %% function
def pooled_means(doses, responses):
    # mean response per dose, doses in rising order
    by_dose = {}
    for d, r in zip(doses, responses):
        if r is None:
            continue
        if d not in by_dose:
            by_dose[d] = []
        by_dose[d].append(r)
    levels = sorted(by_dose)
    values = [sum(by_dose[d]) / len(by_dose[d]) for d in levels]
    weights = [len(by_dose[d]) for d in levels]
    members = [[d] for d in levels]

    # pool adjacent violators
    changed = True
    while changed:
        changed = False
        for i in range(len(values) - 1):
            if values[i] > values[i + 1]:
                w = weights[i] + weights[i + 1]
                values[i] = (values[i] * weights[i] + values[i + 1] * weights[i + 1]) / w
                weights[i] = w
                members[i] = members[i] + members[i + 1]
                del values[i + 1]
                del weights[i + 1]
                del members[i + 1]
                changed = True
                break

    fitted = {}
    for v, group in zip(values, members):
        for d in group:
            fitted[d] = round(v, 6)
    return fitted

# %% calls
import random

r = random.Random(331)


def study(n, levels):
    ds, rs = [], []
    for _ in range(n):
        d = r.randint(1, levels)
        ds.append(d / 10)
        rs.append(None if r.random() < 0.03 else round(d / levels + r.gauss(0, 0.6), 3))
    return ds, rs


ENTRY = "pooled_means"
CALLS = [([], []), ([0.5], [1.25]), study(40, 6), study(20000, 10000), study(30000, 16000), study(9000, 4000)]
