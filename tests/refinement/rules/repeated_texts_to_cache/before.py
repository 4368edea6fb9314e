import re

titles = ["  Senior Engineer ", "nurse (m/f)", "Data-Scientist", "CEO", ""] * 80
mails = ["a.b@Mail-1.COM ", "c@mail-2.org", "nobody"] * 120
rows = [{"city": " New  York", "n": 1}, {"city": "Oslo-West ", "n": 2}] * 200
others = [f" Text No. {i} " for i in range(400)]
# %% a part of rows
cities = {}
for row in rows:
    key = re.sub(r"[^a-z ]", " ", row["city"].strip().lower())
    cities[key] = cities.get(key, 0) + row["n"]
# %% a comprehension
short = [" ".join(w.capitalize() for w in t.replace("-", " ").split()) for t in titles]
# %% in a set, with others
hosts = {(n, mail.strip().lower().replace("mail-", "")) for n, mail in enumerate(mails)}
# %% in a function
def cleaned(texts):
    return [text.strip().lower().replace("-", " ") for text in texts]


result = cleaned(titles)
