"""Journalist counts articles that mention each keyword.

family: two_sizes
small: n = 30, m = 5
"""
# %% setup
import random

n, m = 60_000, 260
r = random.Random(188)
stock = ["".join(r.choices("aeinrst", k=6)) for _ in range(20_000)]
articles = [" ".join(r.choices(stock, k=120)) for _ in range(n)]
keywords = r.sample(stock, m)
# %% cell
mentions = {}
for word in keywords:
    mentions[word] = sum(word in article for article in articles)
popular = sorted(mentions, key=mentions.get, reverse=True)[:10]
