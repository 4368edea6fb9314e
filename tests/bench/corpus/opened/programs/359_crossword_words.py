"""A crossword fan asks a word list which words fit a pattern and which differ in one letter from a word.

expect: faster
about: each question compares with all the words letter by letter; group by length, index with one letter left out
"""

# %% program
n, q = map(int, input().split())
words = [input().strip().upper() for i in range(n)]


def fits(word, pattern):
    if len(word) != len(pattern):
        return False
    ok = True
    for i in range(len(word)):
        if pattern[i] != "." and pattern[i] != word[i]:
            ok = False
    return ok


def one_letter(a, b):
    if len(a) != len(b):
        return False
    diff = 0
    for i in range(len(a)):
        if a[i] != b[i]:
            diff = diff + 1
    return diff == 1


for i in range(q):
    kind, w = input().split()
    w = w.upper()
    answer = []
    for word in words:
        if kind == "?" and fits(word, w) and word not in answer:
            answer.append(word)
        if kind == "~" and one_letter(word, w) and word not in answer:
            answer.append(word)
    answer.sort()
    print(len(answer), " ".join(answer[:8]))

# %% inputs
import random

r = random.Random(359)
letters = "EEENNIISSRRAATTDHULCGMOBWFKZÄÖÜ"


def book(n, q):
    ws = ["".join(r.choice(letters) for _ in range(r.randint(3, 7))) for _ in range(n)]
    rows = [f"{n} {q}"] + [w.lower() if r.random() < 0.3 else w for w in ws]
    for _ in range(q):
        w = list(r.choice(ws))
        if r.random() < 0.5:
            for k in r.sample(range(len(w)), len(w) // 2):
                w[k] = "."
            rows.append("? " + "".join(w))
        else:
            rows.append("~ " + "".join(w))
    return "\n".join(rows) + "\n"


INPUTS = ["1 1\nHaus\n? H..S\n", "3 2\nHaus\nMaus\nLaub\n~ haus\n? ....\n", book(80, 30), book(4000, 500)]
