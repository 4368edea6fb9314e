import json
import re
from datetime import datetime

lines = [json.dumps({"kind": "ab"[i % 2], "n": i, "tags": [i, i + 1]}) for i in range(30)]
stamps = [f"2024-03-{i:02d} 10:{i:02d};ok" for i in range(1, 29)]
notes = [f"code={i} text" if i % 3 else "nothing" for i in range(30)]
pattern = re.compile(r"code=(\d+)")
out = []
total = 0
# %% parsed once
for row in lines:
    if json.loads(row)["kind"] == "a":
        total += json.loads(row)["n"]
        out.append(json.loads(row)["tags"])
# %% dates
for row in stamps:
    if row.endswith("ok"):
        day = datetime.strptime(row.split(";")[0], "%Y-%m-%d %H:%M").day
        total += day * datetime.strptime(row.split(";")[0], "%Y-%m-%d %H:%M").minute
# %% matches
for row in notes:
    if re.search(r"code=(\d+)", row):
        out.append(int(re.search(r"code=(\d+)", row).group(1)))
# %% matches of a pattern
for row in notes:
    if pattern.match(row) is not None:
        out.append(pattern.match(row).group(1))
# %% a function of one's own
def vowels(text):
    count = 0
    for letter in text:
        if letter in "aeiou":
            count += 1
    return count


for row in notes:
    if vowels(row) > 1:
        out.append((row, vowels(row)))
# %% words by their letters
seen = {}
for row in notes:
    key = "".join(sorted(row))
    seen[row] = "".join(sorted(row)) + key
