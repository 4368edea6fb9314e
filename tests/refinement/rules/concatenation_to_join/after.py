words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
# %% a line per word
text = ""
text_parts = [text]
for w in words:
    text_parts.append(w + ",")
text = "".join(text_parts)
print(text)
# %% written out
text = "start:"
text_parts = [text]
for w in words:
    # only the long ones
    if len(w) > 2:
        text_parts.append(w + ";")
    else:
        text_parts.append(".")
text = "".join(text_parts)
# %% outermost loop
out = ""
out_parts = [out]
for a in words:
    for b in stop:
        out_parts.append(a[0] + b)
    out_parts.append("\n")
out = "".join(out_parts)
# %% a start in the loop
lines = []
for a in words:
    line = ""
    line_parts = [line]
    for b in stop:
        line_parts.append(b)
    line = "".join(line_parts)
    lines.append(line)
# %% in a function
def joined(items):
    result = ""
    result_parts = [result]
    for item in items:
        result_parts.append(str(item))
    result = "".join(result_parts)
    return result


answer = joined(data)
# %% formatted
report = ""
i = 0
report_parts = [report]
while i < len(data):
    report_parts.append(f"{i}: {data[i]}\n")
    i += 1
report = "".join(report_parts)
