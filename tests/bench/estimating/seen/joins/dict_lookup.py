"""Librarian joins loans with titles by a dictionary.

family: joins
small: n = 500
"""
# %% setup
import random

n = 3_500_000
r = random.Random(121)
books = [(f"B{i:07d}", f"Title {r.randrange(10**6)}", r.randrange(1900, 2025)) for i in r.sample(range(n // 4), n // 4)]
loans = [(f"B{r.randrange(n // 4):07d}", r.randrange(365)) for _ in range(n)]
# %% cell
by_id = {book_id: (title, year) for book_id, title, year in books}
joined = []
missing = 0
for book_id, day in loans:
    found = by_id.get(book_id)
    if found is None:
        missing += 1
        continue
    title, year = found
    joined.append((book_id, title, day, 2025 - year))
by_age = {}
for _, _, day, age in joined:
    by_age.setdefault(age // 10, []).append(day)
means = {decade: sum(days) / len(days) for decade, days in by_age.items()}
