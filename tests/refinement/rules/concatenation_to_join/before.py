words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
# %% a line per word
text = ""
for w in words:
    text += w + ","
print(text)
# %% written out
text = "start:"
for w in words:
    # only the long ones
    if len(w) > 2:
        text = text + w + ";"
    else:
        text += "."
# %% outermost loop
out = ""
for a in words:
    for b in stop:
        out += a[0] + b
    out += "\n"
# %% a start in the loop
lines = []
for a in words:
    line = ""
    for b in stop:
        line += b
    lines.append(line)
# %% in a function
def joined(items):
    result = ""
    for item in items:
        result += str(item)
    return result


answer = joined(data)
# %% formatted
report = ""
i = 0
while i < len(data):
    report += f"{i}: {data[i]}\n"
    i += 1
