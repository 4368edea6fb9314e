from datetime import datetime

texts = ["2024-01-02", "2024-01-03"]
forms = ["%Y-%m-%d", "%Y-%m-%d"]
mixed = ["2024-01-02", ["2024"]]
# %% once
date = datetime.strptime(texts[0], "%Y-%m-%d")
# %% a format that changes
dates = [datetime.strptime(t, f) for t, f in zip(texts, forms)]
# %% what may not be hashable
dates = [datetime.strptime(t, "%Y-%m-%d") for t in mixed if type(t) is str]
# %% another function of that name
class datetime:
    strptime = str.join


dates = [datetime.strptime(t, "ab") for t in texts]
# %% rebound in the loop
for t in texts:
    date = datetime.strptime(t, "%Y-%m-%d")
    datetime = type(date)
# %% unknown texts
def days(items):
    return [datetime.strptime(t, "%Y-%m-%d") for t in items]
# %% made from text otherwise
dates = [datetime.fromisoformat(t) for t in texts]
