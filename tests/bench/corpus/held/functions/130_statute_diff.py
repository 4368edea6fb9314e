"""A lawyer compares two versions of a club's statutes line by line.

expect: nothing
about: difflib does all the work and its result depends on its own method
"""

# %% function
import difflib


def compare_versions(old, new):
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    changes = []
    counts = {"replace": 0, "delete": 0, "insert": 0}
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            counts[tag] += 1
            changes.append((tag, i1 + 1, i2, "\n".join(new[j1:j2])))
    return changes, counts


# %% calls
import random

r = random.Random(24)
PHRASES = [f"§ {k} Der Vorstand beschließt über Punkt {k}." for k in range(120)] + ["", "(1)", "(2)"] * 4


def versions(n):
    old = r.choices(PHRASES, k=n)
    new = []
    for line in old:
        p = r.random()
        if p < 0.06:
            continue
        new.append(line + " neu" if p < 0.12 else line)
        if p > 0.95:
            new.append(r.choice(PHRASES))
    return old, new


ENTRY = "compare_versions"
CALLS = [versions(6000), versions(3000), ([], []), (["§ 1"], []), versions(40)]
