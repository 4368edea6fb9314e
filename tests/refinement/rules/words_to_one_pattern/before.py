import re

titles = ["The Art of War", "a tale of the sea, and of in-laws", "", "Über the_end; THE end", "a a a"]
CALLS = [(["The cat of mine", "and a dog"],), ([],), (["Of-of of"],)]
STDIN = ["the end\nof a dog\nin\n", ""]
# %% put together
stop = ["the", "a", "of", "in", "and"]
cleaned = []
for title in titles:
    text = title.lower()
    for w in stop:
        text = re.sub(r"\b" + w + r"\b", "", text)
    cleaned.append(text)
# %% letters of either case [function without_articles]
ARTICLES = ("the", "a", "an")


def without_articles(lines):
    found = []
    for line in lines:
        for word in ARTICLES:
            line = re.sub(rf"\b{word}\b", " ", line, flags=re.IGNORECASE)
        found.append(" ".join(line.split()))
    return found
# %% a function that is called for each text
units = ["of", "in", "the"]


def shortened(line):
    for unit in units:
        line = re.sub(r"\b(%s)\b" % re.escape(unit), "#", line)
    return line


short = [shortened(title) for title in titles]
# %% words on the spot [program]
import re
import sys

for line in sys.stdin:
    line = line.rstrip()
    for filler in {"the", "of", "a"}:
        line = re.sub(r"\b{}\b".format(filler), "-", line)
    print(line)
