_VOWELS = b"aeiouAEIOU"
_CONSONANTS = b"bcdfghjklmnpqrstvwxyzBCDFGHJKLMNPQRSTVWXYZ"


def letter_stats(text):
    # The only sign outside ASCII whose lower case is an ASCII letter is that of Kelvin.
    plain = text.replace("\u212a", "k").encode("ascii", "replace")
    count = len(plain)
    vowels = count - len(plain.translate(None, _VOWELS))
    consonants = count - len(plain.translate(None, _CONSONANTS))
    digits = count - len(plain.translate(None, b"0123456789"))
    spaces = plain.count(b" ")
    others = count - vowels - consonants - digits - spaces
    return {"vowels": vowels, "consonants": consonants, "digits": digits, "spaces": spaces, "others": others}
