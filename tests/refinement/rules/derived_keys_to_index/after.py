orders = [
    {"date": f"2024-{i % 5 + 1:02d}-{i % 28 + 1:02d}", "amount": i * 1.5, "kind": "ab"[i % 2]}
    for i in range(24)
]
months = ["2024-01", "2024-03", "2024-09", "2024-01"]
names = ["Ada L", "bob  m", "ADA l", "Cyd"]
known = ["ADAL", "bobm", "cy d", "adal"]
ages = [3, 17, 25, 8, 31, 25, 40]
CALLS = [(["going", "seen ", "ring"], ["ng", "en", "x"]), ([], ["a"]), (["a"], [])]
# %% by a part of a text, three times
result = {}
orders_by_key = {}
if months:
    for o_match in orders:
        orders_by_key.setdefault(o_match["date"][:7], []).append(o_match)
for m in months:
    result[m] = {}
    result[m]["count"] = len([o for o in orders_by_key.get(m, ()) if o["date"][:7] == m])
    result[m]["total"] = sum([o["amount"] for o in orders_by_key.get(m, ()) if o["date"][:7] == m])
    result[m]["kinds"] = sorted({o["kind"] for o in orders_by_key.get(m, ()) if m == o["date"][:7]})
# %% the first that is spelled alike
matched, unmatched = [], []
known_by_key = {}
if names:
    for x_match in known:
        known_by_key.setdefault(x_match.lower().replace(" ", ""), []).append(x_match)
for n in names:
    found = False
    for x_match in known_by_key.get(n.lower().replace(" ", ""), ()):
        if n.lower().replace(" ", "") == x_match.lower().replace(" ", ""):
            matched.append((n, x_match))
            found = True
            break
    if not found:
        unmatched.append(n)
# %% classes of numbers
ages_by_key = {}
for a_match in ages:
    ages_by_key.setdefault(a_match // 10, []).append(a_match)
by_decade = {d: [a for a in ages_by_key.get(d, ()) if a // 10 == d] for d in range(5)}
# %% a test of a field first
paid = []
orders_by_key = {}
if months:
    for o_match in orders:
        orders_by_key.setdefault(o_match["date"][:7], []).append(o_match)
for r in months:
    paid.append(sum(o["amount"] for o in orders_by_key.get(r, ()) if o["kind"] == "a" and o["date"][:7] == r))
# %% a part of a part
counts = {}
orders_by_key = {}
for o_match in orders:
    orders_by_key.setdefault(o_match["date"].split("-")[1].strip("0"), []).append(o_match)
for c in ("1", "3"):
    counts[c] = len([o for o in orders_by_key.get(c, ()) if o["date"].split("-")[1].strip("0") == c])
# %% in a function [function shared]
def shared(words, endings):
    found = []
    words_by_key = {}
    if endings:
        for word in words:
            words_by_key.setdefault(word.strip()[-2:], []).append(word)
    for ending in endings:
        for word in words_by_key.get(ending, ()):
            if word.strip()[-2:] == ending:
                found.append((ending, word))
    return found
# %% places, each pair once
pairs = []
names_by_key = {}
for j_match in range(len(names)):
    names_by_key.setdefault(names[j_match].lower(), []).append(j_match)
for i in range(len(names)):
    for j_match in (j_match for j_match in names_by_key.get(names[i].lower(), ()) if j_match >= i + 1):
        if names[i].lower() == names[j_match].lower():
            pairs.append((i, j_match))
