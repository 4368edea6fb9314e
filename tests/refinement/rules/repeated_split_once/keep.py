lines = [f"n{i}, {i % 7}, {i * i % 11}" for i in range(40)]
mixed = ["a,b", None]


class Text:
    def split(self, sep):
        return [self]


texts = [Text()]
out = []
# %% once
for row in lines:
    out.append(row.split(",")[0])
# %% the list is kept
for row in lines:
    out.append(row.split(","))
    out.append(row.split(","))
# %% another separator
for row in lines:
    out.append(row.split(",")[0])
    out.append(row.split(" ")[0])
# %% bound again in between
for row in lines:
    out.append(row.split(",")[0])
    row = row.upper()
    out.append(row.split(",")[0])
# %% not a text
for row in texts:
    out.append(row.split(",")[0])
    out.append(row.split(",")[0])
# %% perhaps not a text
for row in mixed:
    if row:
        out.append(row.split(",")[0])
        out.append(row.split(",")[1])
# %% an empty separator, which raises
for row in lines[:0]:
    out.append(row.split("")[0])
    out.append(row.split("")[1])
# %% later, in a function
for row in lines:
    out.append(lambda: row.split(",")[0])
    out.append(lambda: row.split(",")[1])
