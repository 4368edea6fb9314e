lines = [f"n{i}, {i % 7} , {i * i % 11}" for i in range(40)]

# %% parts of a line
names = []
total = 0
for row in lines:
    row_parts = row.split(",")
    names.append(row_parts[0])  # the first
    total += int(row_parts[2])
# %% behind a test, of a text that was stripped
kept = {}
for row in lines:
    if row.startswith("n3"):
        continue
    row = row.strip()
    row_parts = row.split(",")
    if len(row_parts) == 3:
        kept[row_parts[0]] = row_parts[-1].strip()
# %% in a function
def columns(texts):
    out = []
    for text in texts:
        text_parts = text.partition(",")
        out.append((text_parts[0], text_parts[2]))
    return out


result = columns(lines)
