STDIN = ["3\n1 2\n3 4\n5 6\n"]
# %% no loop [program]
n = int(input())
print(n * n)
# %% the loop only calls [program]
def solve():
    print(input())


for _ in range(int(input())):
    solve()
# %% it looks at its names [program]
total = 0
for i in range(10):
    total += i
    globals()["i"] = 0
print(total)
# %% code in a text [program]
total = 0
for i in range(10):
    exec("total = total + i")
print(total)
# %% all in a function already [program]
def main():
    total = 0
    for i in range(int(input())):
        total += i
    print(total)


main()
# %% all names are read by functions [program]
def show():
    print(total, i)


total = 0
for i in range(3):
    total += i
    show()
# %% the end of an object is seen [program]
class Noisy:
    def __del__(self):
        print("gone")


kept = Noisy()
total = 0
for i in range(3):
    total += i
    kept = Noisy()
print(total)
# %% not a program: names outlive a cell
total = 0
for i in range(10):
    total += i
    total *= 2
# %% the depth is measured [program]
def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


n = 1
while True:
    try:
        n += deep(n)
    except RecursionError:
        break
print(n > 100)
# %% all names of a module [program]
total = 0
from math import *

for i in range(10):
    total += sqrt(i)
    i = 0
if total < 0:
    from cmath import *
print(total)
