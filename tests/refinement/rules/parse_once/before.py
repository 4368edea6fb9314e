from datetime import datetime

texts = ["2024-01-02", "2024-01-03", "2024-01-02"] * 3
rows = [{"day": t, "n": i} for i, t in enumerate(texts)]
lines = [f"{t} 10:{i % 2}0,x" for i, t in enumerate(texts)]
CALLS = [(["2024-01-02", "2024-01-02"],), ([],)]
# %% a comprehension
dates = [datetime.strptime(t, "%Y-%m-%d") for t in texts]
# %% a loop
months = []
for row in rows:
    months.append(datetime.strptime(row["day"], "%Y-%m-%d").month)  # of the year
# %% in a function, imported there too [function days]
import datetime as dt


def days(items):
    return [dt.datetime.strptime(t.strip(), "%Y-%m-%d").date() for t in items]
# %% parts of lines
import re

days = {}
for line in lines:
    parts = line.split(",")
    moment = datetime.strptime(parts[0], "%Y-%m-%d %H:%M")
    day = datetime.strptime(re.match(r"(\S+) ", line).group(1), "%Y-%m-%d")
    days[day] = moment
