lines = [f"n{i}, {i % 7} , {i * i % 11}" for i in range(40)]

# %% parts of a line
names = []
total = 0
for row in lines:
    names.append(row.split(",")[0])  # the first
    total += int(row.split(",")[2])
# %% behind a test, of a text that was stripped
kept = {}
for row in lines:
    if row.startswith("n3"):
        continue
    row = row.strip()
    if len(row.split(",")) == 3:
        kept[row.split(",")[0]] = row.split(",")[-1].strip()
# %% in a function
def columns(texts):
    out = []
    for text in texts:
        out.append((text.partition(",")[0], text.partition(",")[2]))
    return out


result = columns(lines)
