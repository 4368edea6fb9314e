lines = ["a b c d", "", "x  y", "one"]
paths = ["/usr/lib/x.py", "x", ""]
CALLS = [(["a,b,c", "d,,f"],), ([],)]
STDIN = ["a b\nc d\n"]
# %% the first
hosts = [line.split(" ", 1)[0] for line in lines]
# %% the last
names = [path.rsplit("/", 1)[-1] for path in paths]
# %% between blanks
found = []
for x in lines:
    if x.strip():
        found.append((x.split(None, 1)[0], x.rsplit(None, 1)[-1]))
# %% the second [function second]
def second(items):
    return [item.split(",", 2)[1] for item in items]
# %% in a program [program]
n = input().rsplit(" ", 1)[-1]
print(n)
