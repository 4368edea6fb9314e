"""Mobile developer reads events, one JSON document a line.

family: io
small: n = 200
"""
# %% setup
import json
import random

n = 900_000
r = random.Random(181)
lines = [
    json.dumps({"user": r.randrange(90_000), "event": r.choice(["open", "tap", "buy", "close"]), "at": r.random() * 1e6,
                "props": {"screen": f"s{r.randrange(40)}", "tags": [r.randrange(9) for _ in range(3)]}})
    for _ in range(n)
]
# %% cell
events = [json.loads(line) for line in lines]
by_user = {}
for event in events:
    by_user.setdefault(event["user"], []).append((event["at"], event["event"], event["props"]["screen"]))
funnel = 0
for steps in by_user.values():
    steps.sort()
    names = [name for _, name, _ in steps]
    funnel += "buy" in names and names.index("buy") > 0
text = json.dumps({str(user): len(steps) for user, steps in by_user.items()})
