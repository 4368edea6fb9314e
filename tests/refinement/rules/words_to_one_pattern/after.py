import re

titles = ["The Art of War", "a tale of the sea, and of in-laws", "", "Über the_end; THE end", "a a a"]
CALLS = [(["The cat of mine", "and a dog"],), ([],), (["Of-of of"],)]
STDIN = ["the end\nof a dog\nin\n", ""]
# %% put together
stop = ["the", "a", "of", "in", "and"]
cleaned = []
pattern = re.compile(r"\b(?:" + "|".join(stop) + r")\b")
for title in titles:
    text = title.lower()
    text = pattern.sub("", text)
    w = stop[-1]
    cleaned.append(text)
# %% letters of either case [function without_articles]
ARTICLES = ("the", "a", "an")


def without_articles(lines):
    found = []
    pattern = re.compile(r"\b(?:" + "|".join(ARTICLES) + r")\b", re.IGNORECASE)
    for line in lines:
        line = pattern.sub(" ", line)
        found.append(" ".join(line.split()))
    return found
# %% a function that is called for each text
units = ["of", "in", "the"]


def shortened(line):
    line = re.sub(r"\b(?:" + "|".join(units) + r")\b", "#", line)
    return line


short = [shortened(title) for title in titles]
# %% words on the spot [program]
import re
import sys

pattern = re.compile(r"\b(?:" + "|".join({"the", "of", "a"}) + r")\b")
for line in sys.stdin:
    line = line.rstrip()
    line = pattern.sub("-", line)
    print(line)
