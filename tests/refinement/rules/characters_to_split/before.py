lines = ["a,b,,c", "", "xyz", ",", "1, 2 ,3"]
text = "  one two   three "
CALLS = [("a;b",), ("",), (";;",), ("ab",)]
# %% lines of a table
rows = []
for line in lines:
    fields = []
    field = ""
    for ch in line:
        if ch == ",":
            fields.append(field)
            field = ""
        else:
            field += ch
    fields.append(field)
    rows.append(fields)
# %% words, without empty ones
words = []
word = ""
for ch in text:
    if ch != " ":
        word = word + ch
    else:
        if word != "":
            words.append(word)
            word = ""
if word:
    words.append(word)
# %% the rest is dropped [function parts]
def parts(text):
    found = ["start"]
    current = ''
    for c in text:
        if ';' == c:
            if current:
                found.append(current)
            current = ''
        else:
            current += c
    return found, current
