import re

titles = ["  Senior Engineer ", "nurse (m/f)", "Data-Scientist", "CEO", ""] * 80
mails = ["a.b@Mail-1.COM ", "c@mail-2.org", "nobody"] * 120
rows = [{"city": " New  York", "n": 1}, {"city": "Oslo-West ", "n": 2}] * 200
others = [f" Text No. {i} " for i in range(400)]
# %% a text cleaned in place
clean = []
known_titles = {}
for title in titles:
    if title in known_titles:
        title = known_titles[title]
    else:
        title_given = title
        title = title.strip().lower()
        title = re.sub(r"[^a-z ]", " ", title)
        known_titles[title_given] = title
    clean.append(title)
# %% several results, a condition and a name in between
domains = {}
known_mails = {}
for i, mail in enumerate(mails):
    if not mail:
        continue
    if mail in known_mails:
        user, host, tld = known_mails[mail]
    else:
        user, rest_each, host = mail.strip().lower().partition("@")
        if host.startswith("mail-"):
            host = host[5:]
        tld = host.rsplit(".", 1)[-1]
        known_mails[mail] = user, host, tld
    domains.setdefault(tld, []).append((i, user, host))
# %% in a function
def tidied(texts):
    found = []
    known_texts = {}
    for text in texts:
        if text in known_texts:
            short = known_texts[text]
        else:
            words = text.replace("-", " ").split()
            short = " ".join(words).title()
            known_texts[text] = short
        found.append(short)
    return found


result = tidied(titles)
