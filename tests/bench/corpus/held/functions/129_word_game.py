"""A hobby player wants the best words for each rack of letters in a word game.

expect: faster
about: each rack is checked against the whole word list; index words by sorted letters, score once
"""

# %% function
POINTS = [
    ("E", 1), ("N", 1), ("S", 1), ("I", 1), ("R", 1), ("T", 1), ("U", 1), ("A", 1), ("D", 1),
    ("H", 2), ("G", 2), ("L", 2), ("O", 2), ("M", 3), ("B", 3), ("W", 3), ("Z", 3),
    ("C", 4), ("F", 4), ("K", 4), ("P", 4), ("Ä", 6), ("J", 6), ("Ü", 6), ("V", 6), ("Ö", 8),
    ("X", 8), ("Q", 10), ("Y", 10),
]


def points_of(letter):
    for l, p in POINTS:
        if l == letter:
            return p
    return 0


def score(word):
    total = 0
    for letter in word:
        total = total + points_of(letter)
    if len(word) == 7:
        total = total + 50
    return total


def can_lay(word, rack):
    for letter in word:
        if word.count(letter) > rack.count(letter):
            return False
    return True


def best_words(racks, words, top=3):
    result = []
    for rack in racks:
        possible = []
        for word in words:
            w = word.upper()
            if can_lay(w, rack.upper()):
                possible.append((score(w), w))
        possible.sort(key=lambda t: (-t[0], t[1]))
        result.append(possible[:top])
    return result


# %% calls
import random

r = random.Random(52)
BAG = "EEEEEEEENNNNNNSSSSSIIIIIIRRRRRTTTTTUUUUUUAAAAADDDDHHHHGGGLLLOOOMMMMBBWZCFFKKPÄJÜVÖXQY"


def dictionary(n):
    return ["".join(r.choices(BAG, k=r.randint(2, 7))).capitalize() for _ in range(n)]


def racks(n):
    return ["".join(r.sample(BAG, 7)) for _ in range(n)]


ENTRY = "best_words"
CALLS = [
    (racks(60), dictionary(8000)),
    (racks(100), dictionary(1500), 5),
    ([], dictionary(5)),
    (["ENTÜRES"], ["Tür", "Rente", "tür", "xy"]),
    (racks(3), dictionary(200)),
]
