"""A GIS technician makes keys of street names, to join two address tables.

expect: faster
about: a long if chain for each letter and text grown by +=; str.translate and a regex or split
"""

# %% function
def street_key(name):
    key = ""
    for ch in name:
        ch = ch.lower()
        if ch == "ä":
            key += "ae"
        elif ch == "ö":
            key += "oe"
        elif ch == "ü":
            key += "ue"
        elif ch == "ß":
            key += "ss"
        elif ch in ["é", "è", "ê"]:
            key += "e"
        elif ch in ["á", "à", "â"]:
            key += "a"
        elif ch in [".", ",", "'", "(", ")", "/"]:
            key += " "
        elif ch == "-":
            key += " "
        else:
            key += ch
    while "  " in key:
        key = key.replace("  ", " ")
    key = key.strip()
    if key.endswith("strasse"):
        key = key[:-7] + "str"
    if key.endswith(" str"):
        key = key[:-4] + "str"
    return key


def join_streets(left, right):
    """For each street of the left table the first one of the right table with the same key."""
    found = {}
    unknown = []
    right_keys = [street_key(s) for s in right]
    for street in left:
        if street_key(street) in right_keys:
            found[street] = right[right_keys.index(street_key(street))]
        else:
            unknown.append(street)
    return found, unknown


# %% calls
import random

r = random.Random(71)
HEAD = ["Goethe", "Äußere Bayreuther", "Rosé", "Königs", "Sankt-Jürgen-", "Große Müh", "Anna", "Béla Bartók"]
TAIL = ["straße", "-Straße", " Str.", "weg", "gasse", " Allee", "platz (Nord)", "ring"]


def streets(n):
    return [f"{r.choice(HEAD)}{r.choice(['', 'n', 'er', f'hof {r.randint(1, 300)} '])}{r.choice(TAIL)}" for _ in range(n)]


ENTRY = "join_streets"
CALLS = [
    (streets(4200), streets(3800)),
    (streets(2500), streets(1900)),
    ([], streets(3)),
    (["Rosé-Str."], ["rose  straße"]),
    (streets(40), streets(60)),
]
