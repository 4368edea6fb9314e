limit = 40
words = ["Listen", "silent", "tea", "eat", "listen", "tea"]
CALLS = [(30,), (3,), (50,)]
STDIN = ["30\n", "1\n", "0\n", "x\n"]
years = [2001, 2004, 2001, 2004] * 3
# %% sums of two primes [function pairs]
def prime(n):
    for d in range(2, n):
        if n % d == 0:
            return False
    return n > 1


def pairs(limit):
    found = {}
    for n in range(4, limit, 2):
        for p in range(2, n):
            if prime(p) and prime(n - p):
                found[n] = p
                break
    return found
# %% the best so far
def marks(n):
    text = ""
    while n > 0:
        text += "x" if n % 3 else "y"
        n -= 4
    return text


best = 1
for y in range(1, limit):
    if len(marks(y)) > len(marks(best)):
        best = y
# %% elements that come again
def key(word):
    return "".join(sorted(word.lower()))


groups = {}
for w in words:
    groups.setdefault(key(w), []).append(w)
# %% in a comprehension
def key(word):
    return "".join(sorted(word.lower()))


same = [(a, b) for a in words for b in words if key(a) == key(b)]
# %% in a function that a program's loop calls [program]
BASE = 10


def squares(n):
    total = 0
    while n > 0:
        total += (n % BASE) ** 2
        n //= BASE
    return total


def happy(n):
    seen = set()
    while n != 1 and n not in seen:
        seen.add(n)
        n = squares(n)
    return n == 1


print(sum(1 for i in range(int(input())) if happy(i)))
for i in range(5):
    print(happy(i))
# %% many operations, and values that come again
def eastern(year):
    a = year % 4
    b = year % 7
    c = year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    return (d + e + 114) // 31

found = []
for part in years:
    found.append(eastern(part))
