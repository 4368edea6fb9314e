mails = [f"u{i}@d{i * i % 7}.org" for i in range(40)]
sizes = [3, 1, 3, 7, 1, 3, 3]
orders = [{"who": "abc"[i * i % 3], "cents": 100 * i} for i in range(20)]
CALLS = [(["b", "a", "b", "c", "b"],), ([],), (["x"],)]
STDIN = ["5\n3 1 3 3 1\n", "0\n\n", "2\n7 7\n"]
# %% counted in dicts, with a flag [function counted]
def counted(words):
    records = []
    records_by_word = {}
    for word in words:
        found = word in records_by_word
        if found:
            record = records_by_word[word]
            record["n"] += 1
        else:
            records_by_word[word] = {"word": word, "n": 1}
            records.append(records_by_word[word])
    return sorted(records, key=lambda r: (-r["n"], r["word"]))
# %% lists, a loop that is left, under a condition [function first_seen]
def first_seen(words):
    table = []
    new = 0
    table_by_key = {}
    for i, word in enumerate(words):
        key = word.upper()
        if key != "C":
            if key in table_by_key:
                line = table_by_key[key]
                line[1] = line[1] + i
                line[2].append(i)
            else:
                table_by_key[key] = [key, i, [i]]
                table.append(table_by_key[key])
                new += 1
    return table, new
# %% numbers [program]
n = int(input())
piles = []
piles_by_size = {}
for x in map(int, input().split()):
    exists = x in piles_by_size
    if exists:
        pile = piles_by_size[x]
        pile["many"] = pile["many"] + 1
    else:
        piles_by_size[x] = {"size": x, "many": 1}
        piles.append(piles_by_size[x])
print(piles)
# %% in a cell
domains = []
domains_by_domain = {}
for mail in mails:
    domain = mail.split("@")[1]
    seen = domain in domains_by_domain
    if seen:
        row_found = domains_by_domain[domain]
        row_found["users"].append(mail)
    else:
        domains_by_domain[domain] = {"domain": domain, "users": [mail]}
        domains.append(domains_by_domain[domain])
# %% by a field of another record
accounts = []
accounts_by_name = {}
for order in orders:
    if order["who"] in accounts_by_name:
        row_found = accounts_by_name[order["who"]]
        row_found["cents"] += order["cents"]
    else:
        accounts_by_name[order["who"]] = {"name": order["who"], "cents": order["cents"]}
        accounts.append(accounts_by_name[order["who"]])
