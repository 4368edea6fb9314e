STDIN = ["3\n", "0\n", "5\n"]
words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
# %% one value a line
lines = []
for x in data:
    lines.append(str(x))
if lines:
    print("\n".join(lines))
# %% several values, none, and a list
lines = []
for x in data:
    if x > 4:
        lines.append(" ".join(map(str, (x, x / 2))))  # half of it
        lines.append("")
    lines.append(" ".join(map(str, words[:x])))
if lines:
    print("\n".join(lines))
# %% text in a program [program]
n = int(input())
i = 0
lines = []
while i < n:
    lines.append(f"line {i}")
    i += 1
if lines:
    print("\n".join(lines))
print("end")
