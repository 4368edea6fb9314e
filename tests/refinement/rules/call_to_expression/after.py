words = ["hello", "rhythm", "aeon", ""]
data = [5, 3, 9, 1, 5, 7, 2, 8]
more = [2, 3, 1, 9, 5, 0, 2, 4]
LIMIT = 4
CALLS = [([5, 3, 9], [1, 2, 3]), ([], []), ([1.5, -2], [0, 7])]
STDIN = ["3 5 9\n", "\n", "x\n"]
# %% a test
def is_vowel(letter):
    """Whether it's a vowel."""
    return letter in "aeiou"

vowels = 0
for word in words:
    for letter in word:
        if not (letter in "aeiou") or word[0] in "aeiou":
            vowels += 1
# %% parts of lists [function gaps]
def square(a, b):
    return (a - b) ** 2

def gaps(xs, ys):
    total = 0
    for i in range(min(len(xs), len(ys))):
        total += (xs[i] - ys[i]) ** 2
    return total, [(x - (-1)) ** 2 for x in xs], [2 * ((y - 3) ** 2) for y in ys]
# %% one of two, a default, a keyword
def grade(x, limit=5, low="low"):
    if x > limit:
        return "high"
    return low

grades = ["high" if x > 5 else "low" for x in data]
for x in data:
    grades.append("high" if x > 5 else "deep")
# %% yes or no, and a global
def is_large(x):
    if x > LIMIT:
        return True
    else:
        return False

large = [x for x in data if x > LIMIT]
flags = [True if x > LIMIT else False for x in data]
n = 0
while n < len(data) and (n * 2 + 6) > LIMIT:
    n += 1
# %% distances [program]
import math

def far(x, y):
    return math.hypot(x, y) > 5

n = 0
for text in input().split():
    v = int(text)
    for w in range(v):
        if math.hypot(v, w) > 5:
            n += 1
print(n)
# %% what it looks for [function prices]
def find(items, wanted):
    for item in items:
        if item[0] == wanted:
            return item
    return None

def spent(items, name):
    return sum(price for owner, price in items if owner == name)

def prices(xs, ys):
    stock = list(zip(ys, xs))
    found = []
    for i in range(len(xs)):
        wanted_2 = ys[i]
        entry = next((item for item in stock if item[0] == wanted_2), None)
        if entry is not None:
            found.append((entry, sum(price for owner, price in stock if owner == i)))
    return found
# %% what has to be worked out before
def less(a, b):
    return b - a

found = []
for i in range(len(data)):
    a_2 = data[i]
    b_2 = more[i]
    found.append(b_2 - a_2)
