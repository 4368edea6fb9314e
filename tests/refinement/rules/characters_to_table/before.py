text = "The quick Brown fox 12 jumps over the lazy dog, 1987! Zwölf ß."
shift = 5
CALLS = [(text, 3), ("", 1), ("0123 xyz" * 5, -4)]
# %% a cipher [function encrypt]
def encrypt(message, shift):
    result = ""
    for ch in message:
        if ch.isascii() and ch.isalpha():
            base = 65 if ch.isupper() else 97
            # wrap around
            result += chr((ord(ch) - base + shift) % 26 + base)
        else:
            result = result + ch
    return result
# %% kept or dropped [function clean]
def clean(line, k):
    kept = str(k)
    for i in range(len(line)):
        if line[i] in "aeiou":
            continue
        kept += line[i].upper()
    return kept
# %% in front, and another character [function mirror]
def mirror(line, k):
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    result = ""
    for ch in line:
        if ch in alphabet:
            ch = alphabet[(alphabet.index(ch) + k) % 26]
        result = ch + result
    return result
# %% in a cell
out = ""
for x in text:
    out += x * 2 if x.isdigit() else x
# %% joined
letters = "".join(x for x in text if x.isalpha())
louder = "".join([x.upper() + "." for x in text])
