CALLS = [([("b", 1), ("a", 2), ("b", 3), ("c", 4)],), ([],), ([("x", -1)],)]
STDIN = ["4\nfig 3\npear 2\nfig 9\nkiwi 1\n", "0\n", "1\nfig 2\n"]
words = [f"w{i * i % 37}" for i in range(60)]
# %% with an else of the loop
table = []
table_by_key = {}
for word in words:
    # seen before
    row_match = table_by_key.get(word)
    if row_match is not None:
        row_match[1] += 1
    else:
        table.append([word, 1])
        table_by_key.setdefault(word, table[-1])
# %% records, with a flag [function totals]
def totals(entries):
    summary = []
    summary_by_key = {}
    for name, amount in entries:
        found = False
        item = summary_by_key.get(name)
        if item is not None:
            item["total"] += amount
            item["each"].append(amount)
            found = True
        if not found:
            summary.append({"name": name, "total": amount, "each": [amount]})
            summary_by_key.setdefault(name, summary[-1])
    return summary
# %% a stock [program]
n = int(input())
stock = []
stock_by_key = {}
for _ in range(n):
    parts = input().split()
    known = False
    entry = stock_by_key.get(parts[0])
    if entry is not None:
        entry[0] += int(parts[1])
        known = True
    if not known:
        stock.append([int(parts[1]), parts[0]])
        stock_by_key.setdefault(stock[-1][1], stock[-1])
    print(len(stock))
for entry in stock:
    print(entry[1], entry[0])
