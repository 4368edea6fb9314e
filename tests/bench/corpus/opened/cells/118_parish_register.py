'''A genealogist looks for entries of the same person in a transcribed parish register.

expect: faster
about: names are normalised again for every pair compared; an expert normalises once and compares only within equal keys
'''
# %% setup
import random

rnd = random.Random(1848)
_f = ["Johann", "Anna Maria", "Georg", "Catharina", "Jürgen", "Dörthe", "Hinrich", "Margaretha", "Peter", "Elsabe"]
_l = ["Müller", "Mueller", "Schröder", "Schroeder", "Köhler", "Ohlsen", "Hansen", "Groß", "Gross", "Lüders", "Behn", "Petersen"]
_v = ["Eutin", "Malente", "Plön", "Süsel", "Ahrensbök"]
entries = []
for _k in range(820):
    _n = rnd.choice(_f) + " " + rnd.choice(_l)
    _r = rnd.random()
    if _r < 0.1:
        _n = _n.upper()
    elif _r < 0.2:
        _n = " " + _n.replace(" ", "  ") + " "
    elif _r < 0.3:
        _n = "Wwe. " + _n
    entries.append({"no": _k + 1, "name": _n, "born": rnd.choice([None] * 1 + list(range(1770, 1800))), "place": rnd.choice(_v)})

# %% cell
def normal(name):
    n = name.lower().strip()
    for a, b in [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")]:
        n = n.replace(a, b)
    for title in ["wwe.", "dr.", "frl."]:
        n = n.replace(title, "")
    return " ".join(n.split())

same = []
for i in range(len(entries)):
    for j in range(i + 1, len(entries)):
        a = entries[i]
        b = entries[j]
        if normal(a["name"]) == normal(b["name"]) and a["place"] == b["place"]:
            if a["born"] is None or b["born"] is None or abs(a["born"] - b["born"]) <= 2:
                same.append((a["no"], b["no"], normal(a["name"])))

per_name = {}
for x, y, n in same:
    per_name[n] = per_name.get(n, 0) + 1
print(len(same), "possible pairs")
for n in sorted(per_name, key=lambda n: (-per_name[n], n))[:10]:
    print("  ", n, per_name[n])
