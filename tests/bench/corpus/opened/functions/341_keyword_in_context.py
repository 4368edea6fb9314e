"""A philologist prints a concordance: each place of a keyword with the words left and right of it, aligned.

expect: faster
about: joins the whole text before and after each place to cut forty characters; take only the words that are needed
"""

# %% function
import string


def concordance(text, keyword, width=40, ignore_case=True):
    tokens = text.split()
    lines = []
    for i in range(len(tokens)):
        bare = tokens[i].strip(string.punctuation + "»«„“")
        if ignore_case:
            hit = bare.lower() == keyword.lower()
        else:
            hit = bare == keyword
        if hit:
            left = " ".join(tokens[:i])
            right = " ".join(tokens[i + 1:])
            left = left[-width:]
            right = right[:width]
            lines.append(left.rjust(width) + "  " + tokens[i] + "  " + right.ljust(width))
    # sorted by what follows, that shows the set phrases
    lines.sort(key=lambda line: line[width:].lower())
    return lines

# %% calls
import random

r = random.Random(341)
vocab = "Wald Nacht »Höre sprach der die und Herz, Brunnen. Müller; ging ging, Über über „Ach stille Tür Tür. Mond".split()


def novel(n):
    return " ".join(r.choice(vocab) for _ in range(n))


ENTRY = "concordance"
CALLS = [("", "Tür"), ("Tür", "tür"), (novel(300), "ging", 20), (novel(11_000), "tür"), (novel(16_000), "über", 30, False), (novel(8_000), "und", 60)]
