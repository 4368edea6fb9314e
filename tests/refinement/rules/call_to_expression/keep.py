words = ["hello", "rhythm", "aeon", ""]
data = [5, 3, 9, 1, 5, 7, 2, 8]
more = [2, 3, 1, 9, 5, 0, 2, 4]
LIMIT = 4
CALLS = [([5, 3, 9], [1, 2, 3]), ([], []), ([1.5, -2], [0, 7])]
STDIN = ["3 5 9\n", "\n", "x\n"]
# %% once only
def double(x):
    return 2 * x

y = double(data[0])
# %% an effect
def noted(x):
    print(x)
    return x

for x in data:
    noted(x)
    y = noted(x) + 1
# %% the name means something else at the call [function clash]
def scaled(x):
    return x * LIMIT

LIMIT = 3

def clash(xs, ys):
    LIMIT = 7
    return [scaled(x) + LIMIT for x in xs]
# %% the name means something else in a comprehension
def shifted(x):
    return x + LIMIT

shifts = [shifted(LIMIT) for LIMIT in data]
# %% worked out twice
def square(x):
    return x * x

squares = [square(x + 1) for x in data]
# %% worked out after what may fail before it
def odd(a, b):
    return a % 2 and b

found = [odd(1, data[i]) for i in range(len(data))]
# %% worked out in another order
def less(a, b):
    return b - a

found = [less(data[i], more[i]) for i in range(len(data))]
# %% bound twice
def double(x):
    return 2 * x

def double(x):
    return 3 * x

found = [double(x) for x in data]
# %% an argument that does something
def half(x):
    return x / 2

left = list(data)
halves = [half(left.pop()) for _ in data]
# %% any number of arguments
def first(*args):
    return args[0]

firsts = [first(x, 1) for x in data]
# %% itself
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)

facts = [fact(n) for n in data]
# %% decorated
from functools import cache

@cache
def double(x):
    return 2 * x

found = [double(x) for x in data]
# %% its result isn't looked at
def double(x):
    return 2 * x

for x in data:
    double(x)
# %% a method
class Box:
    def __init__(self, x):
        self.x = x

    def double(self):
        return 2 * self.x

found = [Box(x).double() for x in data]
# %% defined behind the call [own data only]
def double(x):
    return 2 * x

try:
    for x in data:
        triple(x) + 1
except NameError:
    pass

def triple(x):
    return 3 * x
# %% an argument goes by the name of what it looks through
def spent(items, name):
    return sum(price for owner, price in items if owner == name)

stock = list(zip(words, data))
for owner in words:
    print(spent(stock, owner))
# %% looked for otherwise
def above(items, x):
    for item in items:
        if item > x:
            return item
    return 0

found = [above(data, x) for x in more]
