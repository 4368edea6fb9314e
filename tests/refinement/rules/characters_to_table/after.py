text = "The quick Brown fox 12 jumps over the lazy dog, 1987! Zwölf ß."
shift = 5
CALLS = [(text, 3), ("", 1), ("0123 xyz" * 5, -4)]
# %% a cipher [function encrypt]
def encrypt(message, shift):
    result = ""
    result_table = dict.fromkeys(map(ord, message), "")
    for result_code in result_table:
        ch = chr(result_code)
        if ch.isascii() and ch.isalpha():
            base = 65 if ch.isupper() else 97
            # wrap around
            result_table[result_code] += chr((ord(ch) - base + shift) % 26 + base)
        else:
            result_table[result_code] = result_table[result_code] + ch
    result += message.translate(result_table)
    return result
# %% kept or dropped [function clean]
def clean(line, k):
    kept = str(k)
    kept_table = dict.fromkeys(map(ord, line), "")
    for kept_code in kept_table:
        ch = chr(kept_code)
        if ch in "aeiou":
            continue
        kept_table[kept_code] += ch.upper()
    kept += line.translate(kept_table)
    return kept
# %% in front, and another character [function mirror]
def mirror(line, k):
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    result = ""
    result_table = dict.fromkeys(map(ord, line), "")
    for result_code in result_table:
        ch = chr(result_code)
        if ch in alphabet:
            ch = alphabet[(alphabet.index(ch) + k) % 26]
        result_table[result_code] = ch + result_table[result_code]
    result = line[::-1].translate(result_table) + result
    return result
# %% in a cell
out = ""
out_table = dict.fromkeys(map(ord, text), "")
for out_code in out_table:
    x_each = chr(out_code)
    out_table[out_code] += x_each * 2 if x_each.isdigit() else x_each
out += text.translate(out_table)
# %% joined
letters = text.translate({ord(x): x if x.isalpha() else "" for x in dict.fromkeys(text)})
louder = text.translate({ord(x): x.upper() + "." for x in dict.fromkeys(text)})
