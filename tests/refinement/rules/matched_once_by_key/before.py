bills = [{"id": 1, "amount": 5}, {"id": 2, "amount": 7}, {"id": 3, "amount": 5}, {"id": 4, "amount": 5}]
payments = [{"no": "a", "amount": 5}, {"no": "b", "amount": 9}, {"no": "c", "amount": 5}]
pairs = [(1, "x"), (2, "y"), (1, "x"), (3, "z")]
wanted = [1, 1, 1, 2, 9]
CALLS = [([3, 1, 3, 2], [3, 3, 4]), ([], [1]), ([1, 1], [1])]
# %% taken where it is found
paid = []
for part in bills:
    for sub in payments:
        if sub["amount"] == part["amount"]:
            paid.append((part["id"], sub["no"]))
            payments.remove(sub)
            break
# %% a name tells whether there is one
left = list(payments)
paid = []
open_ones = []
for part in bills:
    hit = None
    for sub in left:
        if sub["amount"] == part["amount"] and sub["no"] != "c":
            hit = sub
            break
    if hit is not None:
        paid.append((part["id"], hit["no"]))
        left.remove(hit)
    else:
        open_ones.append(part["id"])
# %% tuples, of which some are equal
left = pairs[:]
found = []
for x in wanted:
    for sub in left:
        if sub[0] == x:
            found.append(sub)
            left.remove(sub)
            break
    else:
        found.append(None)
# %% in a function [function matched]
def matched(items, wanted):
    rest = [(item, n) for n, item in enumerate(items)]
    found = []
    for w in wanted:
        best = None
        for one in rest:
            if one[0] == w:
                best = one
                break
        if best is None:
            found.append(-1)
        else:
            rest.remove(best)
            found.append(best[1])
    return found, rest
