STDIN = ["3\n"]
words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
import sys


def shout(x):
    print(x)
# %% an end that isn't constant
for x in data:
    print(x, end=words[x])
# %% flushed
for x in data:
    print(x, flush=True)
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
# %% its value is used
for x in data:
    y = print(x)
# %% handed on
for x in data:
    list(map(print, [x]))
# %% no loop
print(data)
# %% somebody is asked
for x in data:
    if x > 100:
        print(x, input())
# %% a prompt [program]
for i in range(2):
    print(i)
    input("? ")
# %% a method prints too [program]
class Lamp:
    def switch(self):
        self.report()

    def report(self):
        print("on")


lamp = Lamp()
for i in range(int(input())):
    print(i)
    lamp.switch()
# %% making one prints [program]
class Lamp:
    def __init__(self, number):
        print("lamp", number)


for i in range(int(input())):
    print(Lamp(i) is None)
# %% its text prints [program]
class Lamp:
    def __str__(self):
        print("asked")
        return "lamp"


for i in range(int(input())):
    print(Lamp())
# %% it calls itself [program]
def walk(n):
    for i in range(n):
        print(n, i)
        walk(i)


walk(int(input()))
# %% what it goes through prints, made earlier [program]
def numbers(n):
    for i in range(n):
        print("next")
        yield i


found = numbers(int(input()))
for i in found:
    print(i)
# %% print by another name [program]
say = print
for i in range(int(input())):
    print(i)
    say("-")
# %% a generator
def each():
    for x in data:
        print(x)
        yield x


list(each())
