import json
import random
import re

lines = [json.dumps({"kind": "ab"[i % 2], "n": i, "tags": [i, i + 1]}) for i in range(30)]
notes = [f"code={i} text" if i % 3 else "nothing" for i in range(30)]
mixed = ["code=1", None]
state = [0]
out = []
total = 0


def drawn(text):
    return sum(random.random() for _ in text)


def counted(text):
    state[0] += 1
    return sum(1 for letter in text if letter == "t") + state[0]


def made(text):
    return [letter for letter in text if letter in "aeiou"]


# %% one part is kept twice, and could be changed
for row in lines:
    out.append(json.loads(row)["tags"])
    out.append(json.loads(row)["tags"])
# %% the whole is kept beside a part
for row in lines:
    out.append(json.loads(row))
    out.append(json.loads(row)["tags"])
# %% bound anew in between
for row in notes:
    if re.search("code", row):
        row = row.upper()
        out.append(re.search("code", row))
# %% perhaps never asked
for row in lines:
    if row.endswith("}") and json.loads(row)["n"] > 3:
        total += json.loads(row)["n"]
# %% in one branch or the other
for row in lines:
    if row.startswith("{"):
        total += json.loads(row)["n"]
    else:
        total -= json.loads(row)["n"]
# %% numbers are drawn
for row in notes:
    if drawn(row) > 1:
        out.append(drawn(row))
# %% an effect
for row in notes:
    if counted(row) > 1:
        out.append(counted(row))
# %% lists that are kept
for row in notes:
    out.append(made(row))
    out.append(made(row))
# %% once
for row in lines:
    out.append(json.loads(row)["n"])
# %% not known to be text
for row in mixed:
    if row:
        total += len(json.dumps(row)) + len(json.dumps(row))
# %% changed in between
for row in [[3, 1, 2], [2, 1]]:
    total += sum(sorted(row))
    row.append(0)
    total += sum(sorted(row))
