import re

titles = ["  Senior Engineer ", "nurse (m/f)", "Data-Scientist", "CEO", ""] * 80
mails = ["a.b@Mail-1.COM ", "c@mail-2.org", "nobody"] * 120
rows = [{"city": " New  York", "n": 1}, {"city": "Oslo-West ", "n": 2}] * 200
others = [f" Text No. {i} " for i in range(400)]
# %% a text cleaned in place
clean = []
for title in titles:
    title = title.strip().lower()
    title = re.sub(r"[^a-z ]", " ", title)
    clean.append(title)
# %% several results, a condition and a name in between
domains = {}
for i, mail in enumerate(mails):
    if not mail:
        continue
    user, _, host = mail.strip().lower().partition("@")
    if host.startswith("mail-"):
        host = host[5:]
    tld = host.rsplit(".", 1)[-1]
    domains.setdefault(tld, []).append((i, user, host))
# %% in a function
def tidied(texts):
    found = []
    for text in texts:
        words = text.replace("-", " ").split()
        short = " ".join(words).title()
        found.append(short)
    return found


result = tidied(titles)
