lines = ["a,b,,c", "", 'x,"y,z"']
data = [",", "ab", ","]
# %% quotes
rows = []
for line in lines:
    fields, field, quoted = [], "", False
    for c in line:
        if c == '"':
            quoted = not quoted
        elif c == "," and not quoted:
            fields.append(field)
            field = ""
        else:
            field += c
    rows.append([*fields, field])
# %% a part that begins with something
fields = []
field = "x"
for c in lines[0]:
    if c == ",":
        fields.append(field)
        field = ""
    else:
        field += c
# %% the next part begins with something
line = lines[0]
fields = []
field = ""
for c in line:
    if c == ",":
        fields.append(field)
        field = "-"
    else:
        field += c
# %% characters are changed
line = lines[0]
fields = []
field = ""
for c in line:
    if c == ",":
        fields.append(field)
        field = ""
    else:
        field += c.upper()
# %% a list of texts
fields = []
field = ""
for c in data:
    if c == ",":
        fields.append(field)
        field = ""
    else:
        field += c
# %% the character is read afterwards
line = lines[0]
fields = []
field = ""
for c in line:
    if c == ",":
        fields.append(field)
        field = ""
    else:
        field += c
last = c
# %% more is done at a cut
line = lines[0]
fields = []
field = ""
n = 0
for c in line:
    if c == ",":
        fields.append(field)
        n += 1
        field = ""
    else:
        field += c
