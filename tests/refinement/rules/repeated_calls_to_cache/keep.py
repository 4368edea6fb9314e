limit = 40
words = ["Listen", "silent", "tea", "eat", "listen", "tea"]
ratios = [0.5, 1.0, 0.5]
log = []
codes = [f"{i * i:04}" for i in range(30)]
STDIN = ["2 2\nab\nabc\naa\nb\n"]
# %% an effect
def key(word):
    log.append(word)
    return "".join(sorted(word))


found = [key(w) for w in words]
# %% a list as the result
def letters(word):
    return sorted(word)


found = [letters(w) for w in words]
# %% new arguments each time
def total(n):
    return sum(range(n))


found = [total(n) for n in range(limit)]
# %% floats
def grown(x):
    return sum(x * k for k in range(9))


found = [grown(x) for x in ratios]
# %% it reads what the loop changes
def score(word):
    return sum(w == word for w in log)


for w in words:
    if score(w) < 1:
        log.append(w)
# %% once
def key(word):
    return "".join(sorted(word))


found = key("tea")
# %% nothing to save
def twice(n):
    return n + n


found = [twice(a + b) for a in range(9) for b in range(9)]
# %% rebound
def key(word):
    return "".join(sorted(word))


found = [key(w) for w in words]
key = None
# %% pairs of numbers that are new each time
def steps(a, b):
    n = 0
    while b:
        a, b = b, a % b
        n += 1
    return n


total = 0
for i in range(1, 30):
    for j in range(i, 30):
        total += steps(i, j)
# %% pairs of elements that all differ
def far(a, b):
    return sum(1 for x, y in zip(a, b) if x != y)


near = 0
for i in range(len(codes)):
    for j in range(i + 1, len(codes)):
        if far(codes[i], codes[j]) < 2:
            near += 1
# %% a word that each round reads, beside each of a list [program]
n, q = map(int, input().split())
words = [input() for _ in range(n)]


def common(a, b):
    return sum(1 for letter in a if letter in b)


for _ in range(q):
    asked = input()
    asked = asked.lower()
    print([common(word, asked) for word in words])
