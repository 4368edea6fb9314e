STDIN = ["3\n", "0\n", "5\n", "7\nx\n", "2\n1 2\n", ""]
words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
# %% one value a line
lines = []
try:
    for x in data:
        lines.append(str(x))
finally:
    if lines:
        print("\n".join(lines))
# %% several values, none, and a list
lines = []
try:
    for x in data:
        if x > 4:
            lines.append(" ".join(map(str, (x, x / 2))))  # half of it
            lines.append("")
        lines.append(" ".join(map(str, words[:x])))
finally:
    if lines:
        print("\n".join(lines))
# %% text in a program [program]
n = int(input())
i = 0
lines = []
try:
    while i < n:
        lines.append(f"line {i}")
        i += 1
finally:
    if lines:
        print("\n".join(lines))
print("end")
# %% left by raise
try:
    lines = []
    try:
        for x in data:
            lines.append(f"{x!s} and so on {stop!s}")
            if x == 9:
                raise ValueError(x)
    finally:
        if lines:
            print("\n".join(lines))
except ValueError:
    pass
# %% other ends and separators
lines = []
try:
    for x in data:
        lines.append("\t".join(map(str, (x, x))))
        lines.append("; ")
        lines.append(f"{x!s}, \"{{}}\"" + "\n")
        lines.append("".join(map(str, words[:x])) + "\n")
finally:
    if lines:
        print("".join(lines), end="")
# %% a program that reads as it writes, and may fail on the way [program]
import sys


def double(x):
    return 2 * x


lines = []
try:
    for _ in range(int(input())):
        first, *rest = input().split()
        if first == "x":
            sys.exit(3)
        lines.append(" ".join(map(str, (double(int(first)), "of", first))))
finally:
    if lines:
        print("\n".join(lines))
# %% from within a function [program]
def show(n):
    lines = []
    try:
        for i in range(n):
            if i == 3:
                return i
            lines.append(str(i))
    finally:
        if lines:
            print("\n".join(lines))
    return n


print(show(int(input())))
# %% a text that is put together
lines = []
try:
    for x in data:
        lines.append("%d of %s" % (x, "all"))
finally:
    if lines:
        print("\n".join(lines))
