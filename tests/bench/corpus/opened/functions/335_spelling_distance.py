"""A language teacher scores dictations with the edit distance between words, with transpositions.

expect: nothing
about: the usual three-row dynamic program on local names; each row needs the one before
"""

# %% function
def dictation_distance(expected, written):
    if expected == written:
        return 0
    if not expected or not written:
        return max(len(expected), len(written))
    two_ago = None
    previous = list(range(len(written) + 1))
    for i, a in enumerate(expected, 1):
        row = [i]
        append = row.append
        for j, b in enumerate(written, 1):
            best = previous[j - 1] + (a != b)
            if previous[j] + 1 < best:
                best = previous[j] + 1
            if row[-1] + 1 < best:
                best = row[-1] + 1
            if two_ago and j > 1 and a == written[j - 2] and expected[i - 2] == b:
                if two_ago[j - 2] + 1 < best:
                    best = two_ago[j - 2] + 1
            append(best)
        two_ago, previous = previous, row
    return previous[-1]

# %% calls
import random

r = random.Random(335)
words = "der die und Straße Fuß größer schön Käse wäre nämlich Fahrrad vielleicht Rhythmus".split()


def dictation(n):
    text = " ".join(r.choice(words) for _ in range(n))
    out = []
    for c in text:
        u = r.random()
        if u < 0.03:
            continue
        out.append(r.choice("aeiouäsdrt ") if u < 0.08 else c)
    return text, "".join(out)


ENTRY = "dictation_distance"
CALLS = [("", ""), ("Straße", "Strasse"), ("", "x"), dictation(20), dictation(110), dictation(150)]
