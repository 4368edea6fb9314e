words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
import sys


def shout(x):
    print(x)
# %% another end
for x in data:
    print(x, end=" ")
# %% a function prints too
for x in data:
    print(x)
    shout(x)
# %% written directly
for x in data:
    print(x)
    sys.stdout.write("-")
# %% print is something else
print = shout
for x in data:
    print(x)
# %% left by raise
try:
    for x in data:
        print(x)
        if x == 9:
            raise ValueError(x)
except ValueError:
    pass
# %% its value is used
for x in data:
    y = print(x)
# %% handed on
for x in data:
    list(map(print, [x]))
# %% no loop
print(data)
