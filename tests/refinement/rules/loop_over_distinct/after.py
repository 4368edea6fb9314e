text = "The quick Brown fox 12 jumps over the lazy dog, 1987! Zwölf ß."
words = ["tea", "eat", "tea", "listen", "a", "eat", "tea"]
vowels = "aeiou"
CALLS = [(text,), ("",), ("0123 xyz" * 5,)]
# %% a chain of kinds [function kinds]
from collections import Counter

def kinds(text):
    n_vowels = 0
    digits = 0
    others = 0
    for ch, ch_count in Counter(text).items():
        letter = ch.lower()
        if letter in ["a", "e", "i", "o", "u"]:
            n_vowels += ch_count
        elif letter in "0123456789":
            # a digit
            digits = digits + ch_count
        else:
            others += ch_count
    return {"vowels": n_vowels, "digits": digits, "others": others}
# %% in a cell
from collections import Counter
total = 0
for x_each, x_each_count in Counter(text).items():
    if not x_each.isalpha():
        continue
    total += (ord(x_each.lower()) - 96) * x_each_count
# %% an inner loop
from collections import Counter
hits = 0
for x_each, x_each_count in Counter(text.lower()).items():
    for value_each in vowels:
        if x_each == value_each:
            hits += x_each_count
            break
# %% words
from collections import Counter
score = 0
for w_each, w_each_count in Counter(words).items():
    if len(w_each) > 2:
        score += (2 * len(w_each)) * w_each_count
    elif w_each in text:
        score = score + 2 * w_each_count
