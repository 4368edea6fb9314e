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
        if not is_vowel(letter) or is_vowel(word[0]):
            vowels += 1
# %% parts of lists [function gaps]
def square(a, b):
    return (a - b) ** 2

def gaps(xs, ys):
    total = 0
    for i in range(min(len(xs), len(ys))):
        total += square(xs[i], ys[i])
    return total, [square(x, -1) for x in xs], [2 * square(y, 3) for y in ys]
# %% one of two, a default, a keyword
def grade(x, limit=5, low="low"):
    if x > limit:
        return "high"
    return low

grades = [grade(x) for x in data]
for x in data:
    grades.append(grade(low="deep", x=x))
# %% yes or no, and a global
def is_large(x):
    if x > LIMIT:
        return True
    else:
        return False

large = [x for x in data if is_large(x)]
flags = [is_large(x) for x in data]
n = 0
while n < len(data) and is_large(n * 2 + 6):
    n += 1
# %% distances [program]
import math

def far(x, y):
    return math.hypot(x, y) > 5

n = 0
for text in input().split():
    v = int(text)
    for w in range(v):
        if far(v, w):
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
        entry = find(stock, ys[i])
        if entry is not None:
            found.append((entry, spent(stock, i)))
    return found
# %% what has to be worked out before
def less(a, b):
    return b - a

found = []
for i in range(len(data)):
    found.append(less(data[i], more[i]))
