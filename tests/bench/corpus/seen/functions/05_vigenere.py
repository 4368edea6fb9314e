"""Ex-Java programmer's cipher class for a puzzle night.

expect: faster
about: alphabet.index for every character and string building by +=; ord arithmetic or translate tables and join are quicker
"""
# %% function
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


class Vigenere:
    def __init__(self, key):
        self.key = key

    def getShift(self, position):
        keyChar = self.key[position % len(self.key)]
        return ALPHABET.index(keyChar)

    def encrypt(self, message):
        result = ""
        position = 0
        for i in range(0, len(message)):
            c = message[i]
            if c.lower() in ALPHABET:
                idx = ALPHABET.index(c.lower())
                shifted = ALPHABET[(idx + self.getShift(position)) % len(ALPHABET)]
                if c.isupper():
                    result = result + shifted.upper()
                else:
                    result = result + shifted
                position = position + 1
            else:
                result = result + c
        return result


def encrypt_message(message, key):
    cipher = Vigenere(key)
    return cipher.encrypt(message)

# %% calls
ENTRY = "encrypt_message"
_m = "The quick brown fox; jumps over Åsa's lazy dog! "
CALLS = [(_m * 5, "lemon"), (_m * 60, "secret"), (_m.upper() * 30, "zz"), (_m * 120, "a"), ("", "k")]
