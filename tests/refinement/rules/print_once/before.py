STDIN = ["3\n", "0\n", "5\n", "7\nx\n", "2\n1 2\n", ""]
words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
# %% one value a line
for x in data:
    print(x)
# %% several values, none, and a list
for x in data:
    if x > 4:
        print(x, x / 2)  # half of it
        print()
    print(*words[:x])
# %% text in a program [program]
n = int(input())
i = 0
while i < n:
    print(f"line {i}")
    i += 1
print("end")
# %% left by raise
try:
    for x in data:
        print(x, "and so on", stop)
        if x == 9:
            raise ValueError(x)
except ValueError:
    pass
# %% other ends and separators
for x in data:
    print(x, x, sep="\t", end="")
    print(end="; ")
    print(x, '"{}"', sep=", ")
    print(*words[:x], sep="")
# %% a program that reads as it writes, and may fail on the way [program]
import sys


def double(x):
    return 2 * x


for _ in range(int(input())):
    first, *rest = input().split()
    if first == "x":
        sys.exit(3)
    print(double(int(first)), "of", first)
# %% from within a function [program]
def show(n):
    for i in range(n):
        if i == 3:
            return i
        print(i)
    return n


print(show(int(input())))
# %% a text that is put together
for x in data:
    print("%d of %s" % (x, "all"))
