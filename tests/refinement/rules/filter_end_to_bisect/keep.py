import pandas as pd

quotes = pd.DataFrame({"time": [1, 2, 5, 9], "bid": [10.0, 10.5, 10.25, 10.75]})
times = [0, 3, 9]
words = pd.DataFrame({"word": ["a", "b", "c"], "n": [1, 2, 3]})
# %% another end, which no limit sets
found = []
for t in times:
    past = quotes[quotes["time"] <= t]
    if len(past):
        found.append(past["bid"].iloc[0])
# %% the rows are used otherwise
found = []
for t in times:
    past = quotes[quotes["time"] <= t]
    if len(past):
        found.append(past["bid"].iloc[-1] - past["bid"].mean())
# %% used after the loop
for t in times:
    past = quotes[quotes["time"] <= t]
    if len(past):
        last = past["bid"].iloc[-1]
print(len(past))
# %% the frame changes
found = []
for t in times:
    past = quotes[quotes["time"] <= t]
    if len(past):
        found.append(past["bid"].iloc[-1])
        quotes.loc[0, "bid"] = 0.0
# %% texts, whose order is another one
found = []
for w in ["a", "b"]:
    before = words[words["word"] <= w]
    found.append(before["n"].iloc[-1] if len(before) else 0)
# %% two limits
found = []
for t in times:
    part = quotes[(quotes["time"] <= t) & (quotes["bid"] > 10)]
    if len(part):
        found.append(part["bid"].iloc[-1])
# %% a row that may not be there, by a name
found = []
for t in [1, 3]:
    past = quotes[quotes["time"] <= t]
    last = past.iloc[-1]
    found.append(last["bid"])
