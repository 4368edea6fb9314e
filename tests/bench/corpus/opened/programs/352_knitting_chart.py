"""A knitter unrolls a chart in short form to a full picture and counts the stitches of each colour.

expect: faster
about: colour counts go over the whole picture for each colour and row, rows are built character by character at the front; count and reverse
"""

# %% program
import sys

data = sys.stdin.read().split("\n")
width = int(data[0])
rows = []
for text in data[1:]:
    text = text.strip()
    if not text:
        continue
    repeat = 1
    if "*" in text:
        text, rep = text.split("*")
        repeat = int(rep)
    for k in range(repeat):
        row = ""
        num = ""
        for ch in text:
            if ch.isdigit():
                num += ch
            else:
                times = int(num) if num else 1
                for _ in range(times):
                    # back rows are read from the other side
                    if len(rows) % 2 == 1:
                        row = ch + row
                    else:
                        row = row + ch
                num = ""
        if len(row) != width:
            print("row", len(rows) + 1, "has", len(row), "stitches")
        rows.append(row)

colours = []
for row in rows:
    for ch in row:
        if ch not in colours:
            colours.append(ch)

for c in sorted(colours):
    stitches = 0
    longest = 0
    rows_with = 0
    for row in rows:
        run = 0
        found = False
        for ch in row:
            if ch == c:
                stitches += 1
                run += 1
                found = True
                if run > longest:
                    longest = run
            else:
                run = 0
        if found:
            rows_with += 1
    print(c, stitches, "stitches", rows_with, "rows", "float", longest)
print(len(rows), "rows")
for row in rows[:3]:
    print(row[:60])

# %% inputs
import random

r = random.Random(352)


def chart(width, lines, colours="abcdefghik"):
    out = [str(width)]
    for _ in range(lines):
        left, text = width, ""
        while left:
            n = min(left, r.randint(1, 9))
            left -= n
            text += (str(n) if n > 1 else "") + r.choice(colours)
        out.append(text + (f"*{r.randint(2, 6)}" if r.random() < 0.5 else ""))
    return "\n".join(out) + "\n"


INPUTS = ["5\n", "6\n3a3b*2\n2ab4a\n", chart(30, 20), chart(240, 500)]
