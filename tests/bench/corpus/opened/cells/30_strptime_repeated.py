"""Historian computes how old letters are; few distinct dates.

expect: faster
about: strptime called again and again for the same strings
"""
# %% setup
import random
from datetime import datetime

random.seed(30)
letters = [(f"{random.randint(1, 28):02d}.{random.randint(1, 12):02d}.{random.choice([1812, 1813])}", random.choice("ABCD"))
           for _ in range(30000)]
# %% cell
today = datetime(2024, 5, 1)
ages = []
for stamp, writer in letters:
    ages.append((today - datetime.strptime(stamp, "%d.%m.%Y")).days)
print(min(ages), max(ages), sum(ages))
