import re

titles = ["  Senior Engineer ", "nurse (m/f)", "Data-Scientist", "CEO", ""] * 80
mails = ["a.b@Mail-1.COM ", "c@mail-2.org", "nobody"] * 120
rows = [{"city": " New  York", "n": 1}, {"city": "Oslo-West ", "n": 2}] * 200
others = [f" Text No. {i} " for i in range(400)]
seen = []

# %% texts that are mostly different
clean = [text.strip().lower().replace(".", "") for text in others]
# %% little work
clean = [title.strip().lower() for title in titles]
# %% what could be changed later
lists = [title.strip().lower().split() for title in titles]
# %% work that hangs on more of the round
clean = [title.strip().lower().replace("a", str(i)) for i, title in enumerate(titles)]
texts = [(row["city"] * row["n"]).strip().lower().title() for row in rows]
# %% an effect
def note(match):
    seen.append(match)
    return ""


clean = [re.sub("a", note, title.strip().lower()) for title in titles]
# %% remembered already
clean, known = [], {}
for title in titles:
    if title not in known:
        known[title] = title.strip().lower().replace("a", "b")
    clean.append(known[title])
# %% a name that is bound anew
clean = []
for title in titles:
    title = title + "!"
    clean.append(title.strip().lower().replace("a", "b"))
# %% unknown texts
def tidied(texts):
    return [text.strip().lower().replace("a", "b") for text in texts]
