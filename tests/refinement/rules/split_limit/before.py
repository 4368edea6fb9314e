lines = ["a b c d", "", "x  y", "one"]
paths = ["/usr/lib/x.py", "x", ""]
CALLS = [(["a,b,c", "d,,f"],), ([],)]
STDIN = ["a b\nc d\n"]
# %% the first
hosts = [line.split(" ")[0] for line in lines]
# %% the last
names = [path.split("/")[-1] for path in paths]
# %% between blanks
found = []
for x in lines:
    if x.strip():
        found.append((x.split()[0], x.split()[-1]))
# %% the second [function second]
def second(items):
    return [item.split(",")[1] for item in items]
# %% in a program [program]
n = input().split(" ")[-1]
print(n)
