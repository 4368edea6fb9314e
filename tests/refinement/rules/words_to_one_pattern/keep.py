import re

titles = ["The Art of War", "a tale of the sea", "", "don't do"]
given = ["the", "of"]
# %% a later word may find what took the place of an earlier one
steps = ["one", "two"]
out = []
for title in titles:
    for s in steps:
        title = re.sub(r"\b" + s + r"\b", "two", title)
    out.append(title)
# %% not words alone
stop = ["don", "don't"]
for title in titles:
    for w in stop:
        title = re.sub(r"\b" + w + r"\b", "", title)
# %% parts of words
stop = ["art", "ar"]
for title in titles:
    for w in stop:
        title = re.sub(w, "", title)
# %% words of elsewhere
for title in titles:
    for w in given:
        title = re.sub(r"\b" + w + r"\b", "", title)
# %% words that come to it
stop = ["the", "of"]
stop.append("in a")
for title in titles:
    for w in stop:
        title = re.sub(r"\b" + w + r"\b", "", title)
# %% a set, whose last word nobody knows
stop = {"the", "of"}
for title in titles:
    for w in stop:
        title = re.sub(r"\b" + w + r"\b", "", title)
# %% more is done
stop = ["the", "of"]
seen = []
for title in titles:
    for w in stop:
        title = re.sub(r"\b" + w + r"\b", "", title)
        seen.append(title)
# %% once each
stop = ["the", "of"]
for title in titles:
    for w in stop:
        title = re.sub(r"\b" + w + r"\b", "", title, count=1)
# %% a letter of its own meaning
stop = ["the", "of"]
for title in titles:
    for w in stop:
        title = re.sub(r"\b" + w + r"\b", r"\\", title)
