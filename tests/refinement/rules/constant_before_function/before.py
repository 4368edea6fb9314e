import re

lines = ["a=1", "b=22", "nothing", "c=3", "", "a=1"]
months = ["Jan", "Mar", "Foo", "Apr"]
# %% a pattern
def parse(line):
    """Name and number."""
    pattern = re.compile(r"(\w+)=(\d+)")
    found = pattern.match(line)
    return None if found is None else (found.group(1), int(found.group(2)))


parsed = [parse(line) for line in lines]
# %% a dict and a list
def number(month):
    # as they are written
    numbers = {"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4}
    early = ["Jan", "Feb", "Mar", "May"]
    if month in early:
        return numbers.get(month, 0)
    return -numbers[month] if month in numbers else None


found = [number(month) for month in months]
# %% handed to what calls it
def score(month):
    order = ["Apr", "Foo", "Jan", "Mar"]
    return order.index(month)


ranked = sorted(map(score, months))
