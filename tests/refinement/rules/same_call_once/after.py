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
    row_data = json.loads(row)
    if row_data["kind"] == "a":
        total += row_data["n"]
        out.append(row_data["tags"])
# %% dates
for row in stamps:
    if row.endswith("ok"):
        row_date = datetime.strptime(row.split(";")[0], "%Y-%m-%d %H:%M")
        day = row_date.day
        total += day * row_date.minute
# %% matches
for row in notes:
    row_match = re.search(r"code=(\d+)", row)
    if row_match:
        out.append(int(row_match.group(1)))
# %% matches of a pattern
for row in notes:
    row_match = pattern.match(row)
    if row_match is not None:
        out.append(row_match.group(1))
# %% a function of one's own
def vowels(text):
    count = 0
    for letter in text:
        if letter in "aeiou":
            count += 1
    return count


for row in notes:
    row_vowels = vowels(row)
    if row_vowels > 1:
        out.append((row, row_vowels))
# %% words by their letters
seen = {}
for row in notes:
    row_text = "".join(sorted(row))
    key = row_text
    seen[row] = row_text + key
