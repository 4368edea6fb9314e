from datetime import date, datetime, time
import pandas as pd
texts = [f"20{i % 20 + 10}-{i % 12 + 1:02}-{i % 28 + 1:02}T{i % 24:02}:05:{i:02}" for i in range(40)]
days = [date(2000 + i, i + 1, 28 - i) for i in range(12)]
mixed = [date(2000, 1, 2), datetime(2000, 1, 2, 3)]
times = [time(i, 5) for i in range(12)]
stamps = [pd.Timestamp("2024-05-06")] * 3
# %% names
names = [day.strftime("%d %B") for day in days]
# %% times of a day
clocks = [one.strftime("%H:%M") for one in times]
# %% a day has no hour
hours = [day.strftime("%d %H") for day in days]
# %% of both kinds
keys = [one.strftime("%Y-%m-%d") for one in mixed]
# %% of pandas
keys = [one.strftime("%Y-%m-%d") for one in stamps]
# %% once
first = datetime.fromisoformat(texts[0])
key = first.strftime("%Y-%m-%d")
# %% a percent sign
keys = [day.strftime("%d%%") for day in days]
# %% a format that isn't there
for form in ("%d", "%m"):
    keys = [day.strftime(form) for day in days]
