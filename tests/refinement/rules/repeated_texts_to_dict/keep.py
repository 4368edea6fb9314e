import re

titles = ["  Senior Engineer ", "nurse (m/f)", "Data-Scientist", "CEO", ""] * 80
mails = ["a.b@Mail-1.COM ", "c@mail-2.org", "nobody"] * 120
rows = [{"city": " New  York", "n": 1}, {"city": "Oslo-West ", "n": 2}] * 200
others = [f" Text No. {i} " for i in range(400)]
seen = []
count = 0

# %% texts that are mostly different
clean = []
for text in others:
    text = text.strip().lower().replace(".", "")
    clean.append(text)
# %% little work
clean = []
for title in titles:
    title = title.strip()
    clean.append(title)
# %% work that hangs on the round
clean = []
for i, title in enumerate(titles):
    title = title.strip().lower().replace("a", str(i))
    clean.append(title)
# %% work that hangs on the round before
clean, last = [], ""
for title in titles:
    text = title.strip().lower() + last
    last = text[:1].upper().strip().lower()
    clean.append(text)
# %% what could be changed later
lists = []
for title in titles:
    words = title.strip().lower().split()
    lists.append(words)
# %% an effect
def note(match):
    seen.append(match)
    return ""


clean = []
for title in titles:
    title = re.sub("a", note, title.strip().lower())
    clean.append(title)
# %% a name that only some texts give a value
clean, host = [], ""
for mail in mails:
    if "@" in mail:
        host = mail.strip().lower().replace("mail-", "")
    clean.append(host)
# %% nothing is kept
for title in titles:
    title = title.strip().lower().replace("a", "b")
# %% unknown texts
def tidied(texts):
    found = []
    for text in texts:
        short = text.strip().lower().replace("a", "b")
        found.append(short)
    return found
# %% a name that is read after the loop, and that not every text binds
for title in titles:
    short = title.strip().lower().replace("a", "b")
    if short:
        first = short[0].upper()
    count += len(short)
result = first
