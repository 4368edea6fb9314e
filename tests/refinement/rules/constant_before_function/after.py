import re

lines = ["a=1", "b=22", "nothing", "c=3", "", "a=1"]
months = ["Jan", "Mar", "Foo", "Apr"]
# %% a pattern
PATTERN = re.compile(r"(\w+)=(\d+)")


def parse(line):
    """Name and number."""
    found = PATTERN.match(line)
    return None if found is None else (found.group(1), int(found.group(2)))


parsed = [parse(line) for line in lines]
# %% a dict and a list
NUMBERS = {"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4}
EARLY = ["Jan", "Feb", "Mar", "May"]


def number(month):
    if month in EARLY:
        return NUMBERS.get(month, 0)
    return -NUMBERS[month] if month in NUMBERS else None


found = [number(month) for month in months]
# %% handed to what calls it
ORDER = ["Apr", "Foo", "Jan", "Mar"]


def score(month):
    return ORDER.index(month)


ranked = sorted(map(score, months))
