import re

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
# The Kelvin sign is a capital k: its lower case is an ordinary one.
_LETTERS = re.compile("([A-Za-z\u212a]+)")


def _table(shift):
    lower = ALPHABET[shift:] + ALPHABET[:shift]
    upper = lower.upper()
    return str.maketrans(ALPHABET + ALPHABET.upper() + "\u212a", lower + upper + upper[10])


_TABLES = [_table(shift) for shift in range(len(ALPHABET))]


class Vigenere:
    def __init__(self, key):
        self.key = key

    def getShift(self, position):
        keyChar = self.key[position % len(self.key)]
        return ALPHABET.index(keyChar)

    def encrypt(self, message):
        pieces = _LETTERS.split(message)
        plain = "".join(pieces[1::2])
        if not plain:
            return message
        every = len(self.key)
        shifted = list(plain)
        # An empty key fails here as it does at the first letter.
        for start in range(min(every, len(plain)) or 1):
            table = _TABLES[self.getShift(start)]
            shifted[start::every] = plain[start::every].translate(table)
        cipher = "".join(shifted)
        at = 0
        for place in range(1, len(pieces), 2):
            end = at + len(pieces[place])
            pieces[place] = cipher[at:end]
            at = end
        return "".join(pieces)


def encrypt_message(message, key):
    cipher = Vigenere(key)
    return cipher.encrypt(message)
