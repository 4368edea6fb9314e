"""Linguistics student's letter statistics for a text.

expect: faster
about: one python step per character with chains of membership and +=; str.count or a Counter does the bulk
"""
# %% function
def letter_stats(text):
    vowels = 0
    consonants = 0
    digits = 0
    spaces = 0
    others = 0
    for index in range(0, len(text)):
        letter = text[index].lower()
        if letter in ["a", "e", "i", "o", "u"]:
            vowels += 1
        elif letter in ["b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "w", "x", "y", "z"]:
            consonants += 1
        elif letter in ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]:
            digits += 1
        elif letter == " ":
            spaces += 1
        else:
            others += 1
    return {"vowels": vowels, "consonants": consonants, "digits": digits, "spaces": spaces, "others": others}

# %% calls
_t = "Zwölf Boxkämpfer jagen Viktor quer über den Sylter Deich, 1987! "
ENTRY = "letter_stats"
CALLS = [(_t,), (_t * 100,), (_t.upper() * 300,), ("",), ("0123 xyz" * 1500,)]
