text = "The quick Brown fox 12 jumps over the lazy dog, 1987! Zwölf ß."
words = ["tea", "eat", "tea", "listen", "a", "eat", "tea"]
vowels = "aeiou"
CALLS = [(text,), ("",), ("0123 xyz" * 5,)]
# %% a chain of kinds [function kinds]
def kinds(text):
    n_vowels = 0
    digits = 0
    others = 0
    for index in range(0, len(text)):
        letter = text[index].lower()
        if letter in ["a", "e", "i", "o", "u"]:
            n_vowels += 1
        elif letter in "0123456789":
            # a digit
            digits = digits + 1
        else:
            others += 1
    return {"vowels": n_vowels, "digits": digits, "others": others}
# %% in a cell
total = 0
for x in text:
    if not x.isalpha():
        continue
    total += ord(x.lower()) - 96
# %% an inner loop
hits = 0
for x in text.lower():
    for value in vowels:
        if x == value:
            hits += 1
            break
# %% words
score = 0
for w in words:
    if len(w) > 2:
        score += 2 * len(w)
    elif w in text:
        score = score + 2
