import re

titles = ["  Senior Engineer ", "nurse (m/f)", "Data-Scientist", "CEO", ""] * 80
mails = ["a.b@Mail-1.COM ", "c@mail-2.org", "nobody"] * 120
rows = [{"city": " New  York", "n": 1}, {"city": "Oslo-West ", "n": 2}] * 200
others = [f" Text No. {i} " for i in range(400)]
# %% a part of rows
from functools import cache
cities = {}
made_of_city = cache(lambda city: re.sub(r"[^a-z ]", " ", city.strip().lower()))
for row in rows:
    key = made_of_city(row["city"])
    cities[key] = cities.get(key, 0) + row["n"]
# %% a comprehension
from functools import cache
made_of_text = cache(lambda text: " ".join(w.capitalize() for w in text.replace("-", " ").split()))
short = [made_of_text(t) for t in titles]
# %% in a set, with others
from functools import cache
made_of_text = cache(lambda text: text.strip().lower().replace("mail-", ""))
hosts = {(n, made_of_text(mail)) for n, mail in enumerate(mails)}
# %% in a function
from functools import cache

def cleaned(texts):
    made_of_text_2 = cache(lambda text_2: text_2.strip().lower().replace("-", " "))
    return [made_of_text_2(text) for text in texts]


result = cleaned(titles)
