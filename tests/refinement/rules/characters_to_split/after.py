lines = ["a,b,,c", "", "xyz", ",", "1, 2 ,3"]
text = "  one two   three "
CALLS = [("a;b",), ("",), (";;",), ("ab",)]
# %% lines of a table
rows = []
for line in lines:
    fields = []
    field = ""
    *done, field = line.split(",")
    fields.extend(done)
    fields.append(field)
    rows.append(fields)
# %% words, without empty ones
words = []
word = ""
*done, word = text.split(" ")
words.extend(filter(None, done))
if word:
    words.append(word)
# %% the rest is dropped [function parts]
def parts(text):
    found = ["start"]
    current = ''
    *done, current = text.split(';')
    found.extend(filter(None, done))
    return found, current
