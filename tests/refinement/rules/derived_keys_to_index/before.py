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
for m in months:
    result[m] = {}
    result[m]["count"] = len([o for o in orders if o["date"][:7] == m])
    result[m]["total"] = sum([o["amount"] for o in orders if o["date"][:7] == m])
    result[m]["kinds"] = sorted({o["kind"] for o in orders if m == o["date"][:7]})
# %% the first that is spelled alike
matched, unmatched = [], []
for n in names:
    found = False
    for x in known:
        if n.lower().replace(" ", "") == x.lower().replace(" ", ""):
            matched.append((n, x))
            found = True
            break
    if not found:
        unmatched.append(n)
# %% classes of numbers
by_decade = {d: [a for a in ages if a // 10 == d] for d in range(5)}
# %% a test of a field first
paid = []
for r in months:
    paid.append(sum(o["amount"] for o in orders if o["kind"] == "a" and o["date"][:7] == r))
# %% a part of a part
counts = {}
for c in ("1", "3"):
    counts[c] = len([o for o in orders if o["date"].split("-")[1].strip("0") == c])
# %% in a function [function shared]
def shared(words, endings):
    found = []
    for ending in endings:
        for word in words:
            if word.strip()[-2:] == ending:
                found.append((ending, word))
    return found
# %% places, each pair once
pairs = []
for i in range(len(names)):
    for j in range(i + 1, len(names)):
        if names[i].lower() == names[j].lower():
            pairs.append((i, j))
