CALLS = [([("b", 1), ("a", 2), ("b", 3), ("c", 4)],), ([],), ([("x", -1)],)]
STDIN = ["4\nfig 3\npear 2\nfig 9\nkiwi 1\n", "0\n", "1\nfig 2\n"]
words = [f"w{i * i % 37}" for i in range(60)]
# %% with an else of the loop
table = []
for word in words:
    for row in table:
        # seen before
        if row[0] == word:
            row[1] += 1
            break
    else:
        table.append([word, 1])
# %% records, with a flag [function totals]
def totals(entries):
    summary = []
    for name, amount in entries:
        found = False
        for item in summary:
            if item["name"] == name:
                item["total"] += amount
                item["each"].append(amount)
                found = True
                break
        if not found:
            summary.append({"name": name, "total": amount, "each": [amount]})
    return summary
# %% a stock [program]
n = int(input())
stock = []
for _ in range(n):
    parts = input().split()
    known = False
    for entry in stock:
        if parts[0] == entry[1]:
            entry[0] += int(parts[1])
            known = True
            break
    if not known:
        stock.append([int(parts[1]), parts[0]])
    print(len(stock))
for entry in stock:
    print(entry[1], entry[0])
