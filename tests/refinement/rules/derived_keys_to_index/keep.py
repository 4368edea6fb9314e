orders = [
    {"date": f"2024-{i % 5 + 1:02d}-{i % 28 + 1:02d}", "amount": i * 1.5, "tags": [i % 3]}
    for i in range(24)
]
months = ["2024-01", "2024-03", "2024-09", "2024-01"]
texts = ["a 1", "b 2", "a 3"]
mixed = ["a", 3, None]
# %% a key that is just there
same = [[o for o in orders if o["date"] == m] for m in months]
# %% a key that a function of its own works out
def month_of(o):
    print(o)
    return o["date"][:7]


same = []
for m in months:
    same.append([o for o in orders if month_of(o) == m])
# %% something for those that don't match
n = 0
for m in months:
    for o in orders:
        if o["date"][:7] == m:
            n += 1
        else:
            n -= 1
# %% keys that can't be hashed
same = [[o for o in orders if o["tags"][:1] == [k]] for k in range(3)]
# %% the keys change
for m in months:
    for o in orders:
        if o["date"][:7] == m:
            o["date"] = "1999-01-01"
# %% the list changes
for m in months:
    hits = [o for o in orders if o["date"][:7] == m]
    orders.append({"date": m + "-01", "amount": 0.0, "tags": []})
# %% both hang on the outer one
same = []
for m in months:
    same.append([o for o in orders if (o["date"] + m)[:7] == m])
# %% kinds that aren't known
same = []
for k in ["a", "b"]:
    same.append([x for x in mixed if x is not k and x.lower() == k])
# %% a part that later ones may lack
hits = []
for k in ["1", "2"]:
    for t in texts:
        if t.split()[1] == k:
            hits.append(t)
            break
# %% divided by what may be 0
same = [[a for a in range(9) if a % k == 0] for k in range(1, 3)]
# %% once
january = [o for o in orders if o["date"][:7] == "2024-01"]
# %% those that differ
others = {m: [o for o in orders if o["date"][:7] != m] for m in months}
# %% a test first that may fail
same = []
for m in months:
    same.append([o for o in orders if 1 / o["amount"] and o["date"][:7] == m])
