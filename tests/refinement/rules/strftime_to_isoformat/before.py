import datetime as dt
from datetime import date, datetime, timedelta
texts = [f"20{i % 20 + 10}-{i % 12 + 1:02}-{i % 28 + 1:02}T{i % 24:02}:05:{i:02}" for i in range(40)]
texts += ["0999-12-31T01:02:03"]
days = [date(2000 + i, i + 1, 28 - i) for i in range(12)] + [date(1, 2, 3)]
CALLS = [("2024-02-27", "2024-03-03", ["2024-02-29"]), ("1999-12-30", "2000-01-02", [])]
# %% keys of days
keys = []
for text in texts:
    moment = datetime.fromisoformat(text)
    keys.append(moment.strftime("%Y-%m-%d"))
# %% in a comprehension, of days
names = [day.strftime("%d/%m/%Y") for day in days]
# %% months and times of the day
counts = {}
for text in texts:
    when = datetime.strptime(text, '%Y-%m-%dT%H:%M:%S')
    month, clock = when.strftime('%Y-%m'), when.strftime('%H:%M')
    counts[month, clock] = counts.get((month, clock), 0) + 1
# %% counted on [function workdays]
def workdays(start, end, holidays):
    current = dt.datetime.strptime(start, "%Y-%m-%d")
    stop = dt.datetime.strptime(end, "%Y-%m-%d")
    found = []
    while current <= stop:
        if current.weekday() < 5 and current.strftime("%Y-%m-%d") not in holidays:
            found.append(current.strftime("%Y%m%d %H:%M"))
        current += timedelta(days=1)
    return found
