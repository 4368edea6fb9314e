"""Beginner's own CSV splitter for semicolon files without quoting.

expect: faster
about: character-by-character splitting with += although str.split and strip do it
"""
# %% function
def parse_table(text):
    rows = []
    row = []
    field = ""
    for ch in text:
        if ch == ";":
            row.append(field.strip())
            field = ""
        elif ch == "\n":
            row.append(field.strip())
            field = ""
            rows.append(row)
            row = []
        else:
            field += ch
    if field != "" or row != []:
        row.append(field.strip())
        rows.append(row)
    return rows

# %% calls
import random
_r = random.Random(49)


def _t(n, k):
    return "".join(";".join(_r.choice(["Zürich", " 12,5 ", "", "ok", "Straße 7"]) for _ in range(k)) + "\n" for _ in range(n))


ENTRY = "parse_table"
CALLS = [(_t(10, 4),), (_t(400, 8),), (_t(1000, 5) + "a;b",), ("",), (_t(3, 900),)]
