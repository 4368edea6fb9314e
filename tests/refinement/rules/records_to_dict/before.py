mails = [f"u{i}@d{i * i % 7}.org" for i in range(40)]
sizes = [3, 1, 3, 7, 1, 3, 3]
orders = [{"who": "abc"[i * i % 3], "cents": 100 * i} for i in range(20)]
CALLS = [(["b", "a", "b", "c", "b"],), ([],), (["x"],)]
STDIN = ["5\n3 1 3 3 1\n", "0\n\n", "2\n7 7\n"]
# %% counted in dicts, with a flag [function counted]
def counted(words):
    records = []
    for word in words:
        found = False
        for record in records:
            if record["word"] == word:
                record["n"] += 1
                found = True
        if not found:
            records.append({"word": word, "n": 1})
    return sorted(records, key=lambda r: (-r["n"], r["word"]))
# %% lists, a loop that is left, under a condition [function first_seen]
def first_seen(words):
    table = []
    new = 0
    for i, word in enumerate(words):
        key = word.upper()
        if key != "C":
            for line in table:
                if key == line[0]:
                    line[1] = line[1] + i
                    line[2].append(i)
                    break
            else:
                table.append([key, i, [i]])
                new += 1
    return table, new
# %% numbers [program]
n = int(input())
piles = []
for x in map(int, input().split()):
    exists = False
    for pile in piles:
        if pile["size"] == x:
            pile["many"] = pile["many"] + 1
            exists = True
            break
    if not exists:
        piles.append({"size": x, "many": 1})
print(piles)
# %% in a cell
domains = []
for mail in mails:
    domain = mail.split("@")[1]
    seen = False
    for row in domains:
        if row["domain"] == domain:
            row["users"].append(mail)
            seen = True
    if not seen:
        domains.append({"domain": domain, "users": [mail]})
# %% by a field of another record
accounts = []
for order in orders:
    for row in accounts:
        if row["name"] == order["who"]:
            row["cents"] += order["cents"]
            break
    else:
        accounts.append({"name": order["who"], "cents": order["cents"]})
